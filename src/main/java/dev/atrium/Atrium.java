package dev.atrium;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the roles of this process and runs until it is told to stop. A start that fails says in one sentence why
 * and what to do, and exits with {@value #FAILED}.
 */
public final class Atrium {

    private static final int FAILED = 1;

    private Atrium() {}

    public static void main(String[] args) throws InterruptedException {
        var end = new CountDownLatch(1);
        try {
            var running = RunningRoles.start(args);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, end), "shutdown"));
        } catch (RuntimeException e) {
            fail(e);
        }
        end.await();
    }

    private static void stop(RunningRoles running, CountDownLatch end) {
        running.close();
        end.countDown();
    }

    private static void fail(RuntimeException failure) {
        var reason = StartFailure.of(failure);
        if (reason.isForeseen()) {
            System.err.println(reason.sentence());
        } else {
            // Nobody foresaw it, so only the whole trace can help; it goes where logs go.
            log().error(reason.sentence(), failure);
        }
        System.exit(FAILED);
    }

    /** Not a constant: a logger made before Boot has set up logging would be set up twice. */
    private static Logger log() {
        return LoggerFactory.getLogger(Atrium.class);
    }
}
