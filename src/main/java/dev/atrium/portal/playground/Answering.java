package dev.atrium.portal.playground;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings an answer to its page as it comes: pieces are gathered for a moment, so that a fast model does not drown the
 * browser. Before anything is shown it asks whether the reader still belongs to the organization.
 */
final class Answering implements ChatCall.Listener {

    private static final Duration GATHER = Duration.ofMillis(80);

    private final UI ui;
    private final BooleanSupplier allowed;
    private final Page page;
    private final StringBuilder waiting = new StringBuilder();
    private boolean isGathering;

    /** What the page does with an answer, on its own thread. */
    interface Page {

        void show(String piece);

        void ended(@Nullable Figures figures, boolean isStopped, boolean isCut);

        void failed(CallFailed failure);

        /** Nobody is there to read on. */
        void left();
    }

    /** @param allowed whether the reader may see the answer still */
    Answering(UI ui, BooleanSupplier allowed, Page page) {
        this.ui = ui;
        this.allowed = allowed;
        this.page = page;
    }

    @Override
    public synchronized void piece(String text) {
        waiting.append(text);
        if (!isGathering) {
            isGathering = true;
            Thread.ofVirtual().name("playground-page").start(this::bring);
        }
    }

    @Override
    public void ended(@Nullable Figures figures, boolean isStopped, boolean isCut) {
        onPage(() -> page.ended(figures, isStopped, isCut));
    }

    @Override
    public void failed(CallFailed failure) {
        onPage(() -> page.failed(failure));
    }

    private void bring() {
        try {
            Thread.sleep(GATHER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        onPage(() -> {});
    }

    private void onPage(Command then) {
        try {
            if (!allowed.getAsBoolean()) {
                page.left();
                ui.access(() -> ui.getPage().reload());
                return;
            }
            ui.access(() -> {
                var text = take();
                if (!text.isEmpty()) {
                    page.show(text);
                }
                then.execute();
            });
        } catch (UIDetachedException _) {
            page.left();
        }
    }

    private synchronized String take() {
        var text = waiting.toString();
        waiting.setLength(0);
        isGathering = false;
        return text;
    }
}
