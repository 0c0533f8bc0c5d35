package dev.atrium.launcher;

import java.io.IOException;
import java.util.List;

/** One word after {@code ./atrium}. */
interface Command {

    /**
     * @param words what follows the command's name
     * @return the exit status, 0 when all is well
     * @throws CommandException with a sentence for the person who typed it
     */
    int run(Installation installation, List<String> words) throws IOException;
}
