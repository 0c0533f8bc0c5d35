package dev.atrium.launcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Who can reach this installation. When others than people on this machine can, it starts only behind TLS, without
 * demo data, and nobody may register unless that is enabled.
 *
 * @param isLocal    whether only people on this machine can, who may then look around in demo data
 * @param publicUrl  address of the portal for browsers, without a slash at the end; empty: its own on loopback
 * @param signInUrl  address of the Keycloak child for browsers; empty: its own on loopback
 */
record Exposure(boolean isLocal, Optional<String> publicUrl, Optional<String> signInUrl) {

    private static final String PORTAL_URL = "ATRIUM_PORTAL_PUBLIC_URL";
    private static final String GATEWAY_URL = "ATRIUM_PORTAL_GATEWAY_URL";
    private static final String KEYCLOAK_URL = "ATRIUM_KEYCLOAK_URL";
    private static final String KEYCLOAK_PUBLIC_URL = "ATRIUM_KEYCLOAK_PUBLIC_URL";
    private static final String GATEWAY_ADDRESS = "ATRIUM_GATEWAY_ADDRESS";
    private static final String GATEWAY_TLS = "ATRIUM_GATEWAY_TLS_IN_FRONT";
    private static final String KIT = "ATRIUM_PORTAL_KIT";
    private static final String DEMO = "ATRIUM_DEMO_ENABLED";

    /** @throws CommandException when something would travel in clear, or demo people would be for everybody */
    static Exposure of(Variables variables) {
        for (String address : List.of(PORTAL_URL, GATEWAY_URL, KEYCLOAK_URL, KEYCLOAK_PUBLIC_URL)) {
            variables.text(address).ifPresent(url -> requireTls(address, url));
        }
        requireTlsInFront(variables);
        requireTlsAtGateway(variables);
        boolean isPublic = isRemote(variables, PORTAL_URL);
        if (isPublic
                && variables.text(KEYCLOAK_URL).isEmpty()
                && variables.text(KEYCLOAK_PUBLIC_URL).isEmpty()) {
            throw new CommandException(
                    "%s is set, but browsers elsewhere cannot reach Keycloak on this machine's loopback. Set %s to an https address in front of it, or %s to an existing Keycloak."
                            .formatted(PORTAL_URL, KEYCLOAK_PUBLIC_URL, KEYCLOAK_URL));
        }
        if (isPublic && !isRemote(variables, GATEWAY_URL)) {
            throw new CommandException(
                    "%s is set, but pages would tell people elsewhere to send their calls to this machine's loopback. Set %s to an https address in front of the gateway."
                            .formatted(PORTAL_URL, GATEWAY_URL));
        }
        boolean isLocal = !isPublic
                && variables.text(KEYCLOAK_URL).isEmpty()
                && variables.text(KEYCLOAK_PUBLIC_URL).isEmpty();
        if (!isLocal && variables.text(DEMO).equals(Optional.of("true"))) {
            throw new CommandException(
                    "%s is true, but this installation has a public address or an existing Keycloak, and demo data are for one's own machine. Unset it."
                            .formatted(DEMO));
        }
        if (!isLocal && variables.text(KIT).equals(Optional.of("true"))) {
            throw new CommandException(
                    "%s is true, but this installation has a public address or an existing Keycloak, and that page is for developers and asks nobody to sign in. Unset it."
                            .formatted(KIT));
        }
        return new Exposure(isLocal, address(variables, PORTAL_URL), address(variables, KEYCLOAK_PUBLIC_URL));
    }

    private static Optional<String> address(Variables variables, String name) {
        return variables.text(name).map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    private static void requireTls(String name, String url) {
        if (!url.startsWith("https://") && !isLoopback(host(name, url))) {
            throw new CommandException(
                    "%s: '%s' (expected: an address that begins with https://, since passwords or keys travel there). Put TLS in front and correct it."
                            .formatted(name, url));
        }
    }

    private static void requireTlsInFront(Variables variables) {
        boolean hasTls = isRemote(variables, PORTAL_URL);
        for (String name : List.of("ATRIUM_PORTAL_ADDRESS", GATEWAY_ADDRESS)) {
            Optional<String> address = variables.text(name).filter(value -> !isLoopback(value));
            if (address.isPresent() && !hasTls) {
                throw new CommandException(
                        "%s is %s, where passwords and keys would travel in clear. Put TLS in front and set %s to its https address."
                                .formatted(name, address.get(), PORTAL_URL));
            }
        }
        if (isRemote(variables, KEYCLOAK_URL) && !hasTls) {
            throw new CommandException(
                    "%s is elsewhere and would send people back to the portal in clear. Put TLS in front of the portal and set %s to its https address."
                            .formatted(KEYCLOAK_URL, PORTAL_URL));
        }
    }

    private static void requireTlsAtGateway(Variables variables) {
        Optional<String> gateway = variables.text(GATEWAY_ADDRESS).filter(value -> !isLoopback(value));
        if (gateway.isPresent() && !variables.text(GATEWAY_TLS).equals(Optional.of("true"))) {
            throw new CommandException(
                    "%s is %s, where keys would travel in clear. Put TLS in front of the gateway too and set %s to true."
                            .formatted(GATEWAY_ADDRESS, gateway.get(), GATEWAY_TLS));
        }
    }

    private static boolean isRemote(Variables variables, String name) {
        return variables.text(name).filter(url -> !isLoopback(host(name, url))).isPresent();
    }

    private static String host(String name, String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).orElseThrow(() -> wrong(name, url));
        } catch (IllegalArgumentException e) {
            throw wrong(name, url);
        }
    }

    private static CommandException wrong(String name, String url) {
        return new CommandException(
                "%s: '%s' (expected: an address such as https://atrium.example.com)".formatted(name, url));
    }

    // Only literals and localhost: what a name server says may change.
    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
