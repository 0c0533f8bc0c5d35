// Keys of the shell, names of lists, and the link that jumps over the navigation.
const EDITABLE = 'input, textarea, select, [contenteditable], [role=textbox]';

function isEditing(event) {
  return event.composedPath().some(node => node instanceof Element && node.matches(EDITABLE));
}

function tell(name) {
  document.querySelector('vaadin-app-layout')?.dispatchEvent(new CustomEvent(name));
}

// A page that opens begins at its top, also where the one before was scrolled.
function toTop(content) {
  for (let node = content; node; node = node.assignedSlot ?? node.parentNode ?? node.host) {
    node.scrollTop = 0;
  }
}

if (!window.atriumShell) {
  window.atriumShell = true;
  document.addEventListener('atrium-opened', event => toTop(event.target));
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || event.altKey) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      tell('atrium-palette');
    } else if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isEditing(event)) {
      event.preventDefault();
      tell('atrium-shortcuts');
    }
  });
  // Enter also ends the composing of a word, as of Chinese: that sends no form and no message.
  const isComposing = event => event.isComposing || event.keyCode === 229;
  document.addEventListener('keydown', event => isComposing(event) && event.stopPropagation(), true);
  // Vaadin gives the lists of its combo boxes no name.
  document.addEventListener('focusin', ({ target }) => {
    const box = target instanceof Element ? target.closest('vaadin-combo-box, vaadin-multi-select-combo-box') : null;
    const list = box?.querySelector('[role=listbox]');
    list?.setAttribute('aria-label', box.accessibleName || box.label || '');
    // And it says of entries of a menu that they are not selected, which is said of options only.
    const menu = target instanceof Element ? target.closest('[role=menu]') : null;
    menu?.querySelectorAll('[role^=menuitem][aria-selected]').forEach(entry => entry.removeAttribute('aria-selected'));
  });
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('.skip-link') : null;
    if (link) {
      event.preventDefault();
      document.getElementById('content')?.focus();
    }
  });
}
