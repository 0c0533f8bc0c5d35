package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false);

    @Test
    void forwardsThePortsOfPagesOverSsh() {
        assertThat(Welcome.tunnel("203.0.113.7 51234 192.0.2.1 22", "ada", List.of(7400, 7407)))
                .contains("ssh -N -L 7400:127.0.0.1:7400 -L 7407:127.0.0.1:7407 ada@192.0.2.1");
        assertThat(Welcome.tunnel("203.0.113.7 51234 192.0.2.1 2222", "ada", List.of(7400)))
                .contains("ssh -N -p 2222 -L 7400:127.0.0.1:7400 ada@192.0.2.1");
    }

    @Test
    void saysNothingOfTunnelsInFrontOfAScreen() {
        Welcome.printTunnel(console, Map.of("DISPLAY", ":0"), Endpoints.of(new Variables(Map.of())));
        Welcome.printTunnel(console, Map.of("SSH_CONNECTION", "nonsense"), Endpoints.of(new Variables(Map.of())));

        assertThat(text()).isEmpty();
    }

    @Test
    void forwardsThePortsWhereThereIsNoScreen() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));

        Welcome.printTunnel(console, Map.of(), Endpoints.of(new Variables(Map.of())));

        assertThat(text()).contains("ssh -N -L 7400:127.0.0.1:7400 -L 7402:127.0.0.1:7402 -L 7407:127.0.0.1:7407 ");
    }

    @Test
    void showsPasswordsOfPeopleThatWereJustMade(@TempDir Path folder) {
        Installation installation =
                new Installation(folder, new Home(folder.resolve("home")), new Variables(Map.of()), console);
        FirstPerson ada = FirstPerson.DEMO.getFirst();

        Welcome.print(console, installation, "http://127.0.0.1:7400", List.of(ada));

        assertThat(text())
                .contains("  ada@acme.example        "
                        + installation.home().secrets().get("demo-ada") + "  owner of acme");
    }

    @Test
    void showsNoPasswordTwice(@TempDir Path folder) {
        Installation installation = new Installation(folder, new Home(folder), new Variables(Map.of()), console);

        Welcome.print(console, installation, "http://127.0.0.1:7400", List.of());

        assertThat(text()).isEmpty();
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
