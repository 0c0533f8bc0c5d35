// How news reach a page whose network lets no WebSocket through: after some seconds the page asks for them again and
// again, and says so. Vaadin alone tries for a minute, and for ever where the handshake is never answered; its own other
// way, requests that wait, loses news when an answer and the next request meet.
(() => {
  const SILENCE_MILLIS = 8000;
  const FIRST_RETRIES = 1;

  const changed = options => {
    let isGivenUp = false;
    return {
      ...options,
      connectTimeout: SILENCE_MILLIS,
      maxWebsocketErrorRetries: FIRST_RETRIES,
      onOpen(response) {
        // What worked once is only interrupted: Vaadin's own patience is right then.
        response.request.maxWebsocketErrorRetries = options.maxWebsocketErrorRetries;
        options.onOpen(response);
      },
      onTransportFailure(reason, request) {
        isGivenUp = true;
        request.reconnect = false;
        document.documentElement.classList.add('news-by-requests');
        document.querySelector('vaadin-app-layout')?.dispatchEvent(new CustomEvent('atrium-no-push'));
      },
      onError(response) {
        if (!isGivenUp) {
          options.onError(response);
        }
      },
    };
  };

  let library;
  window.vaadinPush = {
    get atmosphere() { return library; },
    set atmosphere(loaded) {
      const { subscribe } = loaded;
      loaded.subscribe = options => subscribe(changed(options));
      library = loaded;
    },
  };
})();
