package dev.atrium.gateway;

import dev.atrium.metering.Journal;
import dev.atrium.metering.JournalState;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.UsageEventId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** Forgets everything. Only the warm-up has it, whose calls nobody pays. */
final class RehearsalJournal implements Journal {

    private final JournalId id = JournalId.next();

    @Override
    public JournalId id() {
        return id;
    }

    @Override
    public Optional<Reservation> reserve() {
        return Optional.of(new Forgotten(id));
    }

    @Override
    public JournalState state() {
        return new JournalState(id, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE, "");
    }

    @Override
    public void close() {}

    private record Forgotten(JournalId journal) implements Reservation {

        /** On another thread, as the real one does it. */
        @Override
        public CompletableFuture<UsageEvent> produced(Usage usage) {
            return CompletableFuture.supplyAsync(
                    () -> new UsageEvent(UsageEventId.next(), journal, 1, usage), ForkJoinPool.commonPool());
        }

        @Override
        public void delivered() {}

        @Override
        public void close() {}
    }
}
