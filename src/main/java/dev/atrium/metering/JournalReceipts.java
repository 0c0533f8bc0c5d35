package dev.atrium.metering;

import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.springframework.dao.DataAccessException;

/** Looks in the memory of this gateway's journal first, and then in MySQL. */
final class JournalReceipts implements Receipts {

    /** Few, because the feed and the shipper need the same connections more. */
    private static final int QUESTIONS_AT_ONCE = 2;

    private final Semaphore questions = new Semaphore(QUESTIONS_AT_ONCE);
    private final FileJournal journal;
    private final StoredEvents stored;

    JournalReceipts(FileJournal journal, StoredEvents stored) {
        this.journal = journal;
        this.stored = stored;
    }

    @Override
    public CompletableFuture<ReceiptAnswer> find(TenantId payer, RequestId request, Executor blocking) {
        // Memory first: an event leaves it only after MySQL has it, so that it is always found in one of the two.
        var recent = journal.findRecent(request);
        if (recent.isPresent()) {
            var isTheirs = recent.get().usage().payer().equals(payer);
            return CompletableFuture.completedFuture(
                    isTheirs ? new ReceiptAnswer.Found(recent.get()) : new ReceiptAnswer.Unknown());
        }
        if (!questions.tryAcquire()) {
            return CompletableFuture.completedFuture(new ReceiptAnswer.DatabaseAway());
        }
        return CompletableFuture.supplyAsync(() -> ask(payer, request), blocking)
                .whenComplete((_, _) -> questions.release());
    }

    private ReceiptAnswer ask(TenantId payer, RequestId request) {
        try {
            return stored.find(payer, request)
                    .<ReceiptAnswer>map(ReceiptAnswer.Found::new)
                    .orElseGet(ReceiptAnswer.Unknown::new);
        } catch (DataAccessException _) {
            return new ReceiptAnswer.DatabaseAway();
        }
    }
}
