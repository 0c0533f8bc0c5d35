package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:7400",
        "10.0.0.5, http://10.0.0.5:7400",
        "0.0.0.0, http://127.0.0.1:7400",
        "::, http://127.0.0.1:7400",
        "fd00::5, http://[fd00::5]:7400",
        "localhost, http://localhost:7400"
    })
    void asksThePortalWhereItIsBound(String address, String url) {
        assertThat(of(Map.of("ATRIUM_PORTAL_ADDRESS", address)).url(Service.PORTAL))
                .isEqualTo(url);
    }

    @Test
    void aWorkerBeyondLoopbackSpeaksTls() {
        Endpoints endpoints = of(Map.of("ATRIUM_WORKER_ADDRESS", "0.0.0.0"));

        assertThat(endpoints.url(Service.WORKER)).isEqualTo("https://127.0.0.1:7404");
        assertThat(endpoints.url(Service.WORKER_OPERATIONS)).isEqualTo("http://127.0.0.1:7405");
    }

    @Test
    void otherCommandsReadThemFromTheHome() throws Exception {
        Home home = new Home(folder);
        of(Map.of("ATRIUM_GATEWAY_ADDRESS", "10.0.0.5", "ATRIUM_GATEWAY_PORT", "8000"))
                .write(home);
        Installation elsewhere = new Installation(folder, home, Variables.of(Map.of()), new Console(System.out, false));

        Endpoints read = Endpoints.read(elsewhere);

        assertThat(read.url(Service.GATEWAY)).isEqualTo("http://10.0.0.5:8000");
        assertThat(read.url(Service.PORTAL)).isEqualTo("http://127.0.0.1:7400");
    }

    @Test
    void aPortIsAskedForAtItsOwnAddress() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            int port = taken.getLocalPort();

            assertThatCode(() -> Ports.requireFree(Service.PORTAL, new Endpoints.Endpoint("127.0.0.1", port)))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> Ports.requireFree(Service.PORTAL, new Endpoints.Endpoint("127.0.0.2", port)))
                    .hasMessage(
                            "Port %d, which the portal needs, is taken by another process. Stop that process, or set ATRIUM_PORTAL_PORT to a free port.",
                            port);
        }
    }

    @Test
    void namesAnAddressThatIsNotThisMachines() {
        assertThatThrownBy(() -> Ports.requireFree(Service.PORTAL, new Endpoints.Endpoint("192.0.2.1", 7400)))
                .isInstanceOf(CommandException.class)
                .hasMessage("ATRIUM_PORTAL_ADDRESS: '192.0.2.1' (expected: an address of this machine)");
    }

    private static Endpoints of(Map<String, String> variables) {
        return Endpoints.of(Variables.of(variables));
    }
}
