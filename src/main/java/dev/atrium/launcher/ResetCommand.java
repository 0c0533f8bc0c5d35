package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Forgets all data of an installation. */
final class ResetCommand implements Command {

    private static final String USAGE = "./atrium reset [--yes] [--database-emptied]";
    private static final String EMPTIED = "--database-emptied";
    private static final List<String> FOLDERS =
            List.of("mysql", KeycloakServer.NAME, "objects", "gateway", "worker", "logs", "secrets", "run");

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Arguments arguments = Arguments.parse(words, USAGE, Set.of("--yes", EMPTIED), Set.of());
        arguments.requirePlain(0, USAGE);
        Home home = installation.home();
        try (HomeLock _ = HomeLock.ofRunning(home)) {
            if (!arguments.has(EMPTIED)) {
                requireOwnDatabase(installation);
            }
            if (!arguments.has("--yes") && !isConfirmed(home)) {
                System.out.println("Nothing was deleted.");
                return 1;
            }
            for (String service : List.of(Cluster.WORKER, Cluster.PORTAL, KeycloakServer.NAME, Cluster.MYSQL)) {
                Child.pidFile(home, service).reap(Duration.ofSeconds(60));
            }
            for (String folder : FOLDERS) {
                Trees.delete(home.path().resolve(folder));
            }
            System.out.printf("All data in %s are gone. ./atrium run starts anew.%n", home.path());
        }
        return 0;
    }

    // Rows without their files, or the reverse, would disagree about keys, models and what journals have shipped.
    private static void requireOwnDatabase(Installation installation) throws IOException {
        Optional<String> database = ForeignDatabase.of(installation);
        if (database.isPresent()) {
            throw new CommandException(
                    "The rows of this installation are in %s, which ./atrium did not make and does not empty. Drop that database and create it anew as docs/operators.md tells, then run ./atrium reset %s. Nothing was deleted."
                            .formatted(database.get(), EMPTIED));
        }
    }

    private static boolean isConfirmed(Home home) {
        System.out.printf(
                "This deletes the database, people, models, keys, secrets and usage of %s for good. Type yes to go on: ",
                home.path());
        System.out.flush();
        return Optional.ofNullable(new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8))
                .filter(java.util.Scanner::hasNextLine)
                .map(java.util.Scanner::nextLine)
                .filter(line -> line.strip().equals("yes"))
                .isPresent();
    }
}
