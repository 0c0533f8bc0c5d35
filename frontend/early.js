// Runs before the first paint: applies the appearance that this browser remembers.
(() => {
  const KEY = 'atrium-scheme';
  const apply = scheme => {
    document.documentElement.style.colorScheme = scheme === 'light' || scheme === 'dark' ? scheme : '';
  };
  const stored = () => {
    try {
      return localStorage.getItem(KEY) ?? 'system';
    } catch {
      return 'system'; // a browser that keeps nothing
    }
  };
  apply(stored());
  window.atrium = {
    scheme: stored,
    setScheme(scheme) {
      apply(scheme);
      try {
        localStorage.setItem(KEY, scheme);
      } catch {
        // It holds for this page then.
      }
      document.dispatchEvent(new CustomEvent('atrium-scheme'));
    },
    remember(name, value) {
      const secure = location.protocol === 'https:' ? '; secure' : '';
      document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
      location.reload();
    },
  };
})();
