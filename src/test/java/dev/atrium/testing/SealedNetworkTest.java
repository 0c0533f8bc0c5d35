package dev.atrium.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SealedNetworkTest {

    @BeforeAll
    static void needsNamespaces() throws Exception {
        assumeTrue(SealedNetwork.isAvailable(), "this machine gives ordinary people no network namespaces");
    }

    @Test
    void countsAnAttemptToLeave() throws Exception {
        assertThat(attemptsOf("203.0.113.7")).isEqualTo("1");
    }

    @Test
    void countsNothingOnLoopback() throws Exception {
        assertThat(attemptsOf("127.0.0.1")).isEqualTo("0");
    }

    private static String attemptsOf(String host) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(SealedNetwork.command(
                        List.of(java, "-cp", System.getProperty("java.class.path"), Caller.class.getName(), host)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return answer.strip();
    }

    /** Runs inside: connects once to a port that listens on loopback, at the host that it is told. */
    static final class Caller {

        private Caller() {}

        public static void main(String[] arguments) throws IOException {
            SealedNetwork.bringLoopbackUp();
            try (var server = new ServerSocket(0);
                    var client = new Socket()) {
                client.connect(new InetSocketAddress(arguments[0], server.getLocalPort()), 1000);
            } catch (IOException e) {
                System.err.println(e.getMessage());
            }
            System.out.println(SealedNetwork.attemptsToLeave());
        }
    }
}
