package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class WorkerLoopTest {

    @TempDir
    private Path home;

    @Test
    void anErrorThatNothingSurvivesIsNotSilent() throws Exception {
        var fatal = new AtomicReference<Error>();
        java.nio.file.Files.writeString(home.resolve("token"), "token");
        var identity = Identity.load(home.resolve("identity"));
        var store = new FileStore(home.resolve("objects"));
        try (var portal =
                new PortalClient(URI.create("http://127.0.0.1:1"), identity, JsonMapper.shared(), Clock.systemUTC())) {
            var files = new ReplicaFiles(portal, store, home.resolve("replicas"));
            var loop = new WorkerLoop(
                    portal,
                    identity,
                    new ReplicaManager(store, files, new Engines(List.of()), Duration.ZERO),
                    new Gateways(identity, Clock.systemUTC()),
                    new Inventory("1", home, new Nvml(), List.of()),
                    () -> {
                        throw new OutOfMemoryError("of the test");
                    },
                    new JoinTokenFile(home.resolve("token")),
                    "test",
                    fatal::set);

            loop.start();

            await().until(() -> fatal.get() != null);
            assertThat(fatal.get()).hasMessage("of the test");
        }
    }
}
