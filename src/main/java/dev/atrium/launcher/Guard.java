package dev.atrium.launcher;

import java.nio.file.Path;
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
            after=$2
            shift 2
            child=$$
            exec 3<&0 </dev/null
            ends() {
              while [ $patience -gt 0 ] && kill -0 $1; do
                sleep 1
                patience=$((patience - 1))
              done
            }
            (
              read -r line <&3
              if [ -r "$after" ] && read -r first start <"$after"; then
                ends $first
              fi
              kill -TERM $child || exit
              ends $child
              kill -KILL $child
            ) >/dev/null 2>&1 &
            exec 3<&-
            exec "$@"
            """;

    private Guard() {}

    /** The same for a program that nobody else needs. */
    static List<String> around(List<String> command, Duration patience) {
        return around(command, patience, Path.of("/dev/null"));
    }

    /**
     * Returns the command that runs {@code command} under guard. Its standard input must be a pipe.
     *
     * @param patience how long the child may take to stop before it is killed, in whole seconds
     * @param after    pid file of a process that needs the child: it may end first. The file need not exist
     */
    static List<String> around(List<String> command, Duration patience, Path after) {
        List<String> guarded = new ArrayList<>(List.of(
                "/bin/sh", "-c", SCRIPT, "atrium-guard", Long.toString(patience.toSeconds()), after.toString()));
        guarded.addAll(command);
        return guarded;
    }
}
