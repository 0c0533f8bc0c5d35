// <time-ago datetime="2031-05-06T07:08:09Z">exact time</time-ago>: says how long ago that was, and keeps it true.
const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];
const TICK_MILLIS = 10_000;
const all = new Set();

function words(seconds) {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', {numeric: 'auto'});
  const [unit, size] = UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? ['second', 1];
  return format.format(Math.trunc(seconds / size), unit);
}

class TimeAgo extends HTMLElement {
  static observedAttributes = ['datetime'];
  #text = document.createElement('span');

  constructor() {
    super();
    this.attachShadow({mode: 'open'}).append(this.#text);
  }

  connectedCallback() {
    all.add(this);
    this.update();
  }

  disconnectedCallback() {
    all.delete(this);
  }

  attributeChangedCallback() {
    this.update();
  }

  update() {
    const then = Date.parse(this.getAttribute('datetime'));
    this.#text.textContent = Number.isNaN(then) ? this.textContent : words((then - Date.now()) / 1000);
  }
}

if (!customElements.get('time-ago')) {
  customElements.define('time-ago', TimeAgo);
  setInterval(() => all.forEach(one => one.update()), TICK_MILLIS);
}
