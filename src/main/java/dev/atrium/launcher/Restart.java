package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * When a service that ended may start again: at once, then after delays that double. What ran for a while is
 * forgiven. A start that fails counts as an end.
 */
final class Restart {

    static final Duration LONGEST = Duration.ofSeconds(30);

    private final String name;
    private final Console console;
    private Duration delay = Duration.ZERO;
    private long endedNanos;
    private Optional<Object> ended = Optional.empty();

    /** @param name of the service, for people */
    Restart(String name, Console console) {
        this.name = name;
        this.console = console;
    }

    /**
     * Starts the service again if it is time.
     *
     * @param service  the one that ended
     * @param nowNanos by {@link System#nanoTime}
     * @return what was started, or {@code service} when it is not time yet or the start failed
     */
    <T> T tryAfter(T service, Steps.Step<T> start, long nowNanos) {
        if (ended.filter(service::equals).isEmpty()) {
            note(service, nowNanos);
        }
        if (nowNanos - endedNanos < delay.toNanos()) {
            return service;
        }
        try {
            return start.run();
        } catch (CommandException e) {
            failed(service, String.valueOf(e.getMessage()), nowNanos);
        } catch (IOException | UncheckedIOException e) {
            failed(service, Main.sentence(e), nowNanos);
        }
        return service;
    }

    private void failed(Object service, String sentence, long nowNanos) {
        note(service, nowNanos);
        console.say("%s could not be started again; trying in %d s. %s".formatted(name, delay.toSeconds(), sentence));
    }

    private void note(Object service, long nowNanos) {
        boolean ranLong = ended.isEmpty()
                || nowNanos - endedNanos > LONGEST.multipliedBy(4).toNanos();
        delay = ranLong ? Duration.ZERO : delay.plusSeconds(1).multipliedBy(2);
        delay = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        ended = Optional.of(service);
        endedNanos = nowNanos;
    }
}
