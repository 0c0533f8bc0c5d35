package dev.atrium.launcher;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command works on.
 *
 * @param checkout the sources of Atrium
 * @param home     the data of this installation
 */
record Installation(Path checkout, Home home, Variables variables, Console console) {

    /** @throws CommandException when an {@code ATRIUM_*} variable is unknown or malformed */
    static Installation ofEnvironment() {
        Path checkout = Path.of(
                        Optional.ofNullable(System.getProperty("atrium.root")).orElse("."))
                .toAbsolutePath()
                .normalize();
        Variables variables = Variables.of(System.getenv());
        Path home = variables.text("ATRIUM_HOME").map(Path::of).orElse(checkout.resolve(".atrium"));
        return new Installation(checkout, new Home(home), variables, Console.standard());
    }

    /** What was built and can be built again; shared by all installations of this checkout. */
    Path built() {
        return checkout.resolve(".atrium/build");
    }
}
