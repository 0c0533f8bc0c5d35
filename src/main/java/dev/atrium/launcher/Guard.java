package dev.atrium.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sure that no child outlives the launcher. A watcher in the shell waits on a pipe from the launcher's JVM;
 * the kernel closes that pipe however the JVM ends, by {@code kill -9} too, and the watcher then asks the child to
 * stop. The shell itself becomes the child ({@code exec}), so process id and exit status are the child's own.
 */
final class Guard {

    // INT and HUP are ignored, and stay so in the child: Ctrl-C in a terminal reaches the whole process group, but
    // the launcher alone decides in what order its children stop.
    private static final String SCRIPT = """
            trap '' INT HUP
            patience=$1
            shift
            child=$$
            exec 3<&0 </dev/null
            (
              read -r line <&3
              kill -TERM $child || exit
              while [ $patience -gt 0 ] && kill -0 $child; do
                sleep 1
                patience=$((patience - 1))
              done
              kill -KILL $child
            ) >/dev/null 2>&1 &
            exec 3<&-
            exec "$@"
            """;

    private Guard() {}

    /**
     * Returns the command that runs {@code command} under guard. Its standard input must be a pipe.
     *
     * @param patience how long the child may take to stop before it is killed, in whole seconds
     */
    static List<String> around(List<String> command, Duration patience) {
        List<String> guarded =
                new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "atrium-guard", Long.toString(patience.toSeconds())));
        guarded.addAll(command);
        return guarded;
    }
}
