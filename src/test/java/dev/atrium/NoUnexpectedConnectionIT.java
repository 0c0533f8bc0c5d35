package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atrium.keys.ApiKeys;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.SealedNetwork;
import dev.atrium.testing.TestMySql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of Atrium, native libraries included, talks to nothing but what is configured. */
class NoUnexpectedConnectionIT {

    private static final long LIMIT_MINUTES = 4;

    @Test
    void nothingTriesToLeaveLoopback(@TempDir Path folder) throws Exception {
        assumeTrue(SealedNetwork.isAvailable(), "this machine gives ordinary people no network namespaces");
        TestMySql.settings(); // the server is unpacked now: inside, nothing can be fetched
        var output = folder.resolve("output");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(SealedNetwork.command(List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Inside.class.getName(),
                        folder.resolve("home").toString())))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        var ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).as(() -> read(output)).isTrue();
        assertThat(read(output)).endsWith("status=200 attempts=0\n");
    }

    private static String read(Path output) {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs in the namespace: starts everything, makes one call, and tells what the kernel saw. */
    static final class Inside {

        private static final Duration START = Duration.ofMinutes(3);

        private Inside() {}

        public static void main(String[] arguments) throws Exception {
            SealedNetwork.bringLoopbackUp();
            int status;
            try (var cluster = new TestCluster(Path.of(arguments[0]));
                    var http = HttpClient.newHttpClient()) {
                await().atMost(START)
                        .until(() -> cluster.bean(Replicas.class).all().stream()
                                        .map(Replica::state)
                                        .filter(ReplicaState.READY::equals)
                                        .count()
                                == 3);
                status = await().atMost(START).until(() -> embed(cluster, http), answer -> answer == 200);
            }
            System.out.println("status=" + status + " attempts=" + SealedNetwork.attemptsToLeave());
        }

        private static int embed(TestCluster cluster, HttpClient http) throws Exception {
            var tenant = cluster.bean(Tenants.class).bySlug(new Slug("acme")).orElseThrow();
            var key = cluster.bean(ApiKeys.class)
                    .issue(new Actor.LocalOperator(), tenant.id(), tenant.defaultProject(), "quiet", null);
            Thread.sleep(1000); // the key takes a moment to reach the gateway
            return http.send(
                            HttpRequest.newBuilder(cluster.gateway("/v1/embeddings"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + key.secret().spelled())
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"model\": \"library/all-minilm-l6-v2\", \"input\": \"Quiet.\"}"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
