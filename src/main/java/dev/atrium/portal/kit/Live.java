package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps parts of open pages true. What a part shows is read again and again beside the page, from a module's door and
 * never from another role in the same JVM, and pushed when it changed. It ends when the part leaves the page, and when
 * the reader may no longer see it: that is asked before each reading, and again before anything is shown.
 */
public final class Live implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("portal-live").factory());

    /**
     * Follows something from when the part is on a page until it is not.
     *
     * @param every   the pause between two readings; also after one that failed
     * @param allowed whether the reader may see it still; asked on other threads than the page's
     * @param read    reads what is to be shown, on another thread; equal results are shown once
     * @param show    shows it, on the page's thread
     */
    public <T> void follow(
            Component part, Duration every, BooleanSupplier allowed, Supplier<T> read, Consumer<T> show) {
        part.addAttachListener(attached -> new Following<>(attached.getUI(), every, allowed, read, show).start(part));
        part.getUI().ifPresent(ui -> new Following<>(ui, every, allowed, read, show).start(part));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private final class Following<T> {

        private final UI ui;
        private final Duration every;
        private final BooleanSupplier allowed;
        private final Supplier<T> read;
        private final Consumer<T> show;
        private volatile boolean isOver;
        private Optional<T> last = Optional.empty();

        Following(UI ui, Duration every, BooleanSupplier allowed, Supplier<T> read, Consumer<T> show) {
            this.ui = ui;
            this.every = every;
            this.allowed = allowed;
            this.read = read;
            this.show = show;
        }

        void start(Component part) {
            var left = new Registration[1];
            left[0] = part.addDetachListener(_ -> {
                isOver = true;
                left[0].remove();
            });
            later(Duration.ZERO);
        }

        private void later(Duration pause) {
            try {
                clock.schedule(() -> Thread.ofVirtual().start(this::round), pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                isOver = true; // the portal stops
            }
        }

        private void round() {
            try {
                if (!isOver && isAllowed()) {
                    look();
                }
            } catch (UIDetachedException _) {
                isOver = true;
            } catch (RuntimeException e) {
                LOG.debug("a part of a page could not be read", e);
            }
            if (!isOver) {
                later(every);
            }
        }

        private void look() {
            var now = Optional.of(read.get());
            if (!now.equals(last)) {
                ui.access(() -> {
                    if (!isOver && isAllowed()) {
                        show.accept(now.orElseThrow());
                    }
                });
                last = now;
            }
        }

        /** Who may not see it any more gets the page anew, which says so. */
        private boolean isAllowed() {
            if (!allowed.getAsBoolean()) {
                isOver = true;
                ui.access(() -> ui.getPage().reload());
            }
            return !isOver;
        }
    }
}
