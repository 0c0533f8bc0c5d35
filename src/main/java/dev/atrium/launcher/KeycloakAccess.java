package dev.atrium.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the portal reaches Keycloak, as variables of its environment. */
record KeycloakAccess(Map<String, String> portal) {

    static final String URL = "ATRIUM_KEYCLOAK_URL";

    private static final String PREFIX = "ATRIUM_KEYCLOAK_";
    private static final String SECRET_FILE = "ATRIUM_KEYCLOAK_CLIENT_SECRET_FILE";
    private static final String DEMO = "ATRIUM_DEMO_ENABLED";
    private static final String REGISTRATION = "ATRIUM_KEYCLOAK_REGISTRATION";

    /** Access to the Keycloak child. */
    static KeycloakAccess child(KeycloakPorts ports, Secrets secrets, Variables variables, Exposure exposure) {
        // Made here, so that it is there before anybody signs in.
        secrets.get(KeycloakServer.CLIENT_SECRET);
        Map<String, String> portal = new TreeMap<>();
        portal.put(URL, ports.url());
        portal.put(SECRET_FILE, secrets.file(KeycloakServer.CLIENT_SECRET).toString());
        portal.put(REGISTRATION, Boolean.toString(registration(variables, exposure)));
        portal.put(DEMO, Boolean.toString(withDemo(variables, exposure)));
        portal.put("ATRIUM_DEMO_PEOPLE", Boolean.toString(withDemo(variables, exposure)));
        return new KeycloakAccess(portal);
    }

    /**
     * Access to an existing Keycloak, or empty when none is configured. The portal inherits its variables as they are,
     * and makes no demo data.
     *
     * @throws CommandException when something of it is missing
     */
    static Optional<KeycloakAccess> existing(Variables variables) {
        if (variables.text(URL).isEmpty()) {
            for (String name : List.of("REALM", "CLIENT_ID", "CLIENT_SECRET_FILE")) {
                if (variables.text(PREFIX + name).isPresent()) {
                    throw new CommandException("%s%s is set, so %s must be too.".formatted(PREFIX, name, URL));
                }
            }
            return Optional.empty();
        }
        Path file = variables
                .path(SECRET_FILE)
                .orElseThrow(() -> new CommandException("%s is set, so %s must be too.".formatted(URL, SECRET_FILE)));
        if (!Files.isReadable(file)) {
            throw new CommandException("%s: %s (expected: a file that you may read)".formatted(SECRET_FILE, file));
        }
        return Optional.of(new KeycloakAccess(Map.of(DEMO, "false")));
    }

    /** Whether people may register themselves: on one's own machine, unless configured otherwise. */
    static boolean registration(Variables variables, Exposure exposure) {
        return variables.text(REGISTRATION).map(Boolean::parseBoolean).orElse(exposure.isLocal());
    }

    /** Whether there are demo data. */
    static boolean withDemo(Variables variables, Exposure exposure) {
        return exposure.isLocal()
                && variables.text(DEMO).map(Boolean::parseBoolean).orElse(true);
    }

    /** Workers never see Keycloak. */
    static void hide(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith(PREFIX));
    }
}
