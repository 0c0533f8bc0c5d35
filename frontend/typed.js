// What was typed when a session ended comes back after signing in again: into fields of the same name on the same page,
// in the same tab, for the same reader, for an hour. Passwords and texts with an API key in them are never kept.
const KEY = 'atrium-typed';
const KEPT_MILLIS = 3_600_000;
const FIELDS = 'vaadin-text-field, vaadin-text-area, vaadin-number-field, vaadin-integer-field';
const SECRET = /(atr_[a-z]+|hf)_[0-9A-Za-z]{40}/;

const touched = new Set();
const reader = () => document.querySelector('vaadin-app-layout')?.dataset.reader ?? '';
const nameOf = field => field.label || field.accessibleName;

function keep() {
  const items = [...touched]
    .filter(field => field.isConnected && nameOf(field) && field.value && !SECRET.test(field.value))
    .map(field => ({ name: nameOf(field), value: field.value }));
  if (items.length > 0) {
    const kept = { path: location.pathname, reader: reader(), at: Date.now(), items };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing, or not so much.
    }
  }
}

function takeKept() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    sessionStorage.removeItem(KEY);
    return kept && Date.now() - kept.at < KEPT_MILLIS ? kept : null;
  } catch {
    return null;
  }
}

function bringBack(kept) {
  for (const field of document.querySelectorAll(FIELDS)) {
    const index = kept.items.findIndex(({ name }) => name === nameOf(field));
    if (index >= 0 && !field.value) {
      field.value = kept.items[index].value;
      field.dispatchEvent(new CustomEvent('change', { bubbles: true }));
      touched.add(field);
      kept.items.splice(index, 1);
    }
  }
}

/** Fields of dialogs come later: it waits for them. */
function awaitFields(kept) {
  const observer = new MutationObserver(() => {
    if (reader() === '') {
      return; // the page is not there yet
    }
    if (kept.path !== location.pathname || kept.reader !== reader() || kept.items.length === 0) {
      observer.disconnect();
    } else {
      bringBack(kept);
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

if (!window.atriumTyped) {
  window.atriumTyped = true;
  document.addEventListener('input', event => {
    const field = event.composedPath().find(node => node instanceof Element && node.matches(FIELDS));
    if (field) {
      touched.add(field);
    }
  });
  // Vaadin shows this where a page cannot go on; the reader's next act loads it anew.
  new MutationObserver(() => {
    if (document.querySelector('.v-system-error')) {
      keep();
    }
  }).observe(document.body, { childList: true });
  const kept = takeKept();
  if (kept?.path === location.pathname) {
    awaitFields(kept);
  }
}
