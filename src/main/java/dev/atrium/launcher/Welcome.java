package dev.atrium.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How people get in, told once everything is ready. */
final class Welcome {

    private static final int CLIENT_WORDS = 4;
    private static final String SSH_PORT = "22";

    private Welcome() {}

    /**
     * @param portal where people sign in
     * @param made   people whose passwords nobody has seen yet; they go to the terminal and into no log
     */
    static void print(Console console, Installation installation, String portal, List<FirstPerson> made) {
        if (made.isEmpty()) {
            return;
        }
        console.say("");
        console.say("People to sign in as at %s (passwords are shown only now, and kept in %s):"
                .formatted(portal, installation.home().secrets().folder()));
        for (FirstPerson person : made) {
            console.say(String.format(
                    Locale.ROOT,
                    "  %-23s %s  %s",
                    person.email(),
                    installation.home().secrets().get(person.secret()),
                    person.is()));
        }
    }

    /**
     * Tells how to open the portal from elsewhere, when this machine is reached over SSH or has no screen.
     *
     * @param environment of this process
     */
    static void printTunnel(Console console, Map<String, String> environment, Endpoints endpoints) {
        List<Integer> ports = Stream.of(Service.PORTAL, Service.GATEWAY, Service.KEYCLOAK)
                .map(endpoints::port)
                .toList();
        connection(environment)
                .flatMap(connection -> tunnel(connection, System.getProperty("user.name"), ports))
                .ifPresent(line ->
                        console.say("\nOn the machine in front of you, so that its browser gets here:\n  " + line));
    }

    // Where nobody came over SSH, or sudo hid it, this machine is called as it calls itself.
    private static Optional<String> connection(Map<String, String> environment) {
        boolean hasScreen = Stream.of("DISPLAY", "WAYLAND_DISPLAY").anyMatch(environment::containsKey)
                || !System.getProperty("os.name").equals("Linux");
        return Optional.ofNullable(environment.get("SSH_CONNECTION"))
                .or(() -> hasScreen ? Optional.empty() : hostName().map("? ? %s 22"::formatted));
    }

    private static Optional<String> hostName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * The line that forwards ports to this machine.
     *
     * @param connection as SSH describes it: address and port of the client, then of this machine
     */
    static Optional<String> tunnel(String connection, String user, List<Integer> ports) {
        String[] words = connection.strip().split(" +");
        if (words.length != CLIENT_WORDS) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder("ssh -N");
        if (!words[3].equals(SSH_PORT)) {
            line.append(" -p ").append(words[3]);
        }
        ports.forEach(port -> line.append(" -L %1$d:127.0.0.1:%1$d".formatted(port)));
        return Optional.of(line.append(" %s@%s".formatted(user, words[2])).toString());
    }
}
