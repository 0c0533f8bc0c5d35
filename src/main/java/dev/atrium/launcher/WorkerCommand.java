package dev.atrium.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a worker out of its pool. */
final class WorkerCommand implements Command {

    private static final String USAGE = "./atrium worker remove ID";

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Arguments arguments = Arguments.parse(words, USAGE, Set.of(), Set.of());
        arguments.requirePlain(2, USAGE);
        if (!arguments.plain().getFirst().equals("remove")) {
            throw new CommandException("There is no command 'worker %s'. Usage: %s"
                    .formatted(arguments.plain().getFirst(), USAGE));
        }
        String worker = arguments.plain().getLast();
        if (!worker.matches("[a-z]+_[0-9a-f]{32}")) {
            throw new CommandException(
                    "'%s' is no id of a worker. ./atrium status --json lists them.".formatted(worker));
        }
        new Management(installation.home(), Endpoints.read(installation))
                .post("workers/" + worker + "/remove", Map.of());
        installation
                .console()
                .say("%s is removed. To add its machine again, start it with a new join token.".formatted(worker));
        return 0;
    }
}
