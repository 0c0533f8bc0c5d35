package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.MediaType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** When what is said goes out. */
class ReplyTest {

    private static final int PIECES = 1000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private Reply reply;

    @BeforeEach
    void begin(@TempDir Path home) throws Exception {
        var identity = Identity.load(home.resolve("identity"));
        var store = new FileStore(home.resolve("objects"));
        try (var portal =
                new PortalClient(URI.create("http://127.0.0.1:1"), identity, JsonMapper.shared(), Clock.systemUTC())) {
            var files = new ReplicaFiles(portal, store, home.resolve("replicas"));
            var none = new ReplicaManager(store, files, new Engines(List.of()), Duration.ZERO);
            var call = new InferenceMeters(new SimpleMeterRegistry(), none).start("chat", "req_1", "rep_1");
            reply = new Reply(call, null, Duration.ofMinutes(1), timer);
        }
        reply.response()
                .mapData(data -> {
                    written.add(data.toStringUtf8());
                    return data;
                })
                .subscribe();
        reply.begin(MediaType.EVENT_STREAM);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void sendsTogetherWhatComesTogether() {
        reply.send(bytes("first"));

        for (int i = 0; i < PIECES; i++) {
            reply.sendSoon(bytes("x"));
        }
        reply.send(bytes("last"));

        await().until(() -> text().length() == PIECES + 9);
        assertThat(text()).isEqualTo("first" + "x".repeat(PIECES) + "last");
        assertThat(written).hasSizeLessThan(PIECES / 2);
    }

    @Test
    void keepsNothingForLongThatNothingFollows() {
        reply.send(bytes("first"));

        reply.sendSoon(bytes("second"));

        await().until(() -> text().equals("firstsecond"));
    }

    @Test
    void leavesNothingOutAtTheEnd() {
        reply.send(bytes("first"));
        reply.sendSoon(bytes("second"));

        reply.end(1, 2);

        await().until(() -> reply.response().isComplete());
        assertThat(text()).isEqualTo("firstsecond");
    }

    @Test
    void failsAfterWhatWasSaid() {
        reply.send(bytes("first"));
        reply.sendSoon(bytes("second"));

        reply.fail(new IllegalStateException("of the test"));

        await().until(() -> reply.response().isComplete());
        assertThat(text()).startsWith("firstseconddata: {\"error\":");
    }

    private String text() {
        return String.join("", written);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
