package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person reads once everything is ready. */
final class Summary {

    private static final int KIB = 1024;

    private Summary() {}

    static void print(
            Console console, Installation installation, Endpoints endpoints, String portal, List<Child> children) {
        console.say("");
        console.say("Atrium is ready.");
        line(console, "portal", portal);
        line(console, "API", endpoints.url(Service.GATEWAY) + "/v1");
        line(console, "management port", endpoints.url(Service.MANAGEMENT) + "/manage/v1");
        line(console, "data", installation.home().path().toString());
        for (Child child : children) {
            String memory = residentBytes(child.pid()).map(Downloads::text).orElse("unknown");
            line(console, child.name(), "process %d, %s resident".formatted(child.pid(), memory));
        }
    }

    static void printNextStep(Console console, Endpoints endpoints) {
        console.say("""

                Next, in another terminal:
                  ./atrium key --organization acme      # prints a key and a call to try it with
                  curl %s/v1/models -H "Authorization: Bearer KEY\"""".formatted(endpoints.url(Service.GATEWAY)));
    }

    private static void line(Console console, String name, String value) {
        console.say(String.format(Locale.ROOT, "  %-16s %s", name, value));
    }

    /** Memory that a process really occupies, or empty where the system does not tell. */
    static Optional<Long> residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
