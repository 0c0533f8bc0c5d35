package dev.atrium.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Prints a link with which somebody becomes an operator. */
final class OperatorCommand implements Command {

    private static final String USAGE = "./atrium operator";

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        if (!words.isEmpty()) {
            throw new CommandException("Usage: " + USAGE);
        }
        installation.console().say(text(new Management(installation.home(), Endpoints.read(installation))));
        return 0;
    }

    /** What is told where others reach an installation and nobody is its operator; empty where somebody is. */
    static List<String> first(Management management) throws IOException {
        return Json.first(management.get("operators"), "person").isPresent() ? List.of() : List.of(text(management));
    }

    private static String text(Management management) throws IOException {
        String answer = management.post("operator-links", Map.of());
        String url = Json.first(answer, "url")
                .orElseThrow(() -> new CommandException("The management port sent no operator link: " + answer));
        return """

                Whoever opens this link within an hour and signs in becomes operator. It works once:
                  %s""".formatted(url);
    }
}
