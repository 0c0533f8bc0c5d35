package dev.atrium.portal.playground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of a chat model while it comes. Bytes that are no UTF-8 read as the sign for that, and break nothing. */
final class ChatCall {

    private static final Logger LOG = LoggerFactory.getLogger(ChatCall.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/v1/chat/completions";
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    /** Hears of the answer, on another thread than the page's. Nothing follows {@link #ended} or {@link #failed}. */
    interface Listener {

        void piece(String text);

        /**
         * @param figures  null when they are not known
         * @param isStopped whether we stopped it
         * @param isCut     whether the model had no room to go on
         */
        void ended(@Nullable Figures figures, boolean isStopped, boolean isCut);

        void failed(CallFailed failure);
    }

    private final Caller caller;
    private final Map<String, Object> body;
    private final Listener listener;
    private volatile boolean isStopped;
    private boolean isCut;
    private final HangUp hangUp = new HangUp();

    private ChatCall(Caller caller, Map<String, Object> body, Listener listener) {
        this.caller = caller;
        this.body = body;
        this.listener = listener;
    }

    /** @param body of the request; it asks for a stream */
    static ChatCall start(Caller caller, Map<String, Object> body, Listener listener) {
        var call = new ChatCall(caller, body, listener);
        Thread.ofVirtual().name("playground").start(call::run);
        return call;
    }

    /** Hangs up. What came until then is charged. */
    void stop() {
        isStopped = true;
        hangUp.now();
    }

    private void run() {
        try {
            listen(caller.post(PATH, body, hangUp));
        } catch (CallFailed e) {
            fail(e);
        } catch (InterruptedException _) {
            listener.ended(null, true, false);
        } catch (RuntimeException e) {
            LOG.error("a call of the playground failed: {}", e.getClass().getName());
            fail(new CallFailed(CallFailed.CUT, ""));
        }
    }

    private void fail(CallFailed failure) {
        if (isStopped) {
            listener.ended(null, true, false);
        } else {
            listener.failed(failure);
        }
    }

    private void listen(HttpResponse<InputStream> answer) throws CallFailed, InterruptedException {
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (!read(lines) && !isStopped) {
                throw new CallFailed(CallFailed.CUT, "");
            }
        } catch (IOException _) {
            if (!isStopped) {
                throw new CallFailed(CallFailed.CUT, "");
            }
        }
        listener.ended(caller.figures(answer).orElse(null), isStopped, isCut);
    }

    /** @return whether the answer is whole */
    private boolean read(BufferedReader lines) throws IOException, CallFailed {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith(DATA)) {
                continue;
            }
            var data = line.substring(DATA.length()).strip();
            if (data.equals(DONE)) {
                return true;
            }
            take(parse(data));
        }
        return false;
    }

    private void take(JsonNode event) throws CallFailed {
        if (event.has("error")) {
            throw CallFailed.of(event);
        }
        var choice = event.path("choices").path(0);
        var text = choice.path("delta").path("content").asString("");
        isCut |= choice.path("finish_reason").asString("").equals("length");
        if (!text.isEmpty()) {
            listener.piece(text);
        }
    }

    private static JsonNode parse(String data) throws CallFailed {
        try {
            return JSON.readTree(data);
        } catch (JacksonException _) {
            throw new CallFailed(CallFailed.CUT, "");
        }
    }
}
