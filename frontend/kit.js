// Copies the text beside a button with data-copy, and says so where everybody notices it.
const SAID_MILLIS = 2500;

function announce(text) {
  let region = document.getElementById('announcements');
  if (!region) {
    region = document.createElement('div');
    region.id = 'announcements';
    region.className = 'for-screen-readers';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = '';
  requestAnimationFrame(() => { region.textContent = text; });
}

function select(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

async function copy(button) {
  const text = button.parentElement.querySelector('.copy-field-text');
  const before = button.dataset.copyLabel ?? button.textContent;
  button.dataset.copyLabel = before;
  const label = [...button.childNodes].find(node => node.nodeType === Node.TEXT_NODE) ?? button;
  try {
    await navigator.clipboard.writeText(text.textContent);
    announce(button.dataset.copied);
    label.textContent = button.dataset.copied;
  } catch {
    select(text);
    announce(button.dataset.copyFailed);
    label.textContent = button.dataset.copyFailed;
  }
  setTimeout(() => { label.textContent = before; }, SAID_MILLIS);
}

if (!window.atriumKit) {
  window.atriumKit = true;
  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
    if (button) {
      copy(button);
    }
  });
}
