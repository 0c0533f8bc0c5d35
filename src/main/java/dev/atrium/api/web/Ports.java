package dev.atrium.api.web;

/** Numbers of ports. */
final class Ports {

    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** @throws IllegalArgumentException naming the setting, if {@code port} is none */
    static void require(String setting, int port) {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException("%s: %d (expected: 0 to %d)".formatted(setting, port, HIGHEST));
        }
    }
}
