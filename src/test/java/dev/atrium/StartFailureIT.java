package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when a start fails. */
class StartFailureIT {

    @TempDir
    private Path home;

    @Test
    void namesTheRoleThatIsNone() {
        assertThat(sentence("--atrium.roles=portl"))
                .isEqualTo("The setting atrium.roles is wrong: 'portl' (expected: one or more, parted by commas,"
                        + " of portal, gateway, worker).");
    }

    @Test
    void namesTheSettingWithAWrongNumber() {
        assertThat(sentence("--atrium.roles=portal", "--atrium.portal.port=70000"))
                .isEqualTo("A setting is wrong: atrium.portal.port: 70000 (expected: 0 to 65535).");
    }

    @Test
    void namesTheSettingThatIsNoNumber() {
        assertThat(sentence("--atrium.roles=portal", "--atrium.portal.port=many"))
                .isEqualTo("The setting atrium.portal.port is wrong: 'many' (expected: a whole number).");
    }

    @Test
    void saysWhatADurationLooksLike() {
        assertThat(sentence("--atrium.roles=gateway", "--atrium.gateway.stale-after=soon"))
                .isEqualTo("The setting atrium.gateway.stale-after is wrong: 'soon'"
                        + " (expected: a duration such as 500ms, 5s or 2m).");
    }

    @Test
    void saysThatAPasswordIsMissing() {
        assertThat(sentence("--atrium.roles=gateway"))
                .isEqualTo("MySQL account '' has no password. Set its password-file under atrium.mysql.");
    }

    @Test
    void saysThatMySqlIsAway() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(sentence(
                        "--atrium.roles=portal",
                        "--atrium.mysql.url=jdbc:mysql://127.0.0.1:" + closed + "/atrium",
                        "--atrium.mysql.migrator.user=a",
                        "--atrium.mysql.migrator.password=b"))
                .startsWith("MySQL cannot be used: ")
                .endsWith(" Start it, or correct atrium.mysql.url.");
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var failure = catchThrowable(
                    () -> TestRoles.start(home, "portal", "--atrium.portal.port=" + taken.getLocalPort()));

            assertThat(StartFailure.of(failure))
                    .isEqualTo(new StartFailure(
                            "Port %d is taken. Stop what listens there, or configure another port."
                                    .formatted(taken.getLocalPort()),
                            true));
        }
    }

    @Test
    void saysWhichManagementPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var failure = catchThrowable(
                    () -> TestRoles.start(home, "portal", "--atrium.management.port=" + taken.getLocalPort()));

            assertThat(StartFailure.of(failure).sentence()).startsWith("Port " + taken.getLocalPort() + " is taken.");
        }
    }

    private String sentence(String... settings) {
        var args = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("--atrium.home=" + home, "--atrium.logs=text"),
                        java.util.stream.Stream.of(settings))
                .toArray(String[]::new);
        var failure = StartFailure.of(catchThrowable(() -> RunningRoles.start(args)));
        assertThat(failure.isForeseen()).isTrue();
        return failure.sentence();
    }
}
