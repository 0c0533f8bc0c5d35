package dev.atrium.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The {@code ATRIUM_*} variables of the environment, all known and well-formed. The services check again, and more;
 * here a typing error is named before anything starts.
 *
 * @param values by name
 */
record Variables(Map<String, String> values) {

    private static final String PREFIX = "ATRIUM_";

    /** @throws CommandException naming every variable that is unknown or malformed */
    static Variables of(Map<String, String> environment) {
        Map<String, Kind> known = KnownVariables.kinds();
        Map<String, String> values = new TreeMap<>(environment);
        values.keySet().removeIf(name -> !name.startsWith(PREFIX));
        List<String> problems = new ArrayList<>();
        values.forEach((name, value) -> problem(known, name, value).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new CommandException(String.join("\n", problems));
        }
        return new Variables(Map.copyOf(values));
    }

    private static Optional<String> problem(Map<String, Kind> known, String name, String value) {
        Optional<Kind> kind = Optional.ofNullable(known.get(name));
        if (kind.isEmpty()) {
            return Optional.of("There is no variable %s.%s Unset it, or correct its name."
                    .formatted(name, Suggestion.among(known.keySet(), name)));
        }
        if (kind.get().accepts(value)) {
            return Optional.empty();
        }
        // A malformed password would still be a password.
        String shown = name.endsWith("PASSWORD") ? "its value" : "'" + value + "'";
        return Optional.of(
                "%s: %s (expected: %s)".formatted(name, shown, kind.get().expected()));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int port(Service service) {
        return text(service.variable()).map(Integer::parseInt).orElse(service.defaultPort());
    }

    /** The address that a service is bound to. */
    String address(Service service) {
        return service.addressVariable().flatMap(this::text).orElse(Endpoints.LOOPBACK);
    }

    Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }

    /** Names only: among the values are passwords. */
    @Override
    public String toString() {
        return values.keySet().stream().sorted().collect(Collectors.joining(", ", "Variables[", "]"));
    }
}
