package dev.atrium.metering;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.JournalId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.Uuids;
import java.time.Instant;

/**
 * One recorded fact: what one request used. Written once, never altered.
 *
 * @param id       made with the {@code Produced} record; its time is the event's
 * @param sequence position in its journal, from 1, without gaps
 */
public record UsageEvent(UsageEventId id, JournalId journal, long sequence, Usage usage) {

    public UsageEvent {
        requireNonNull(id, "id");
        requireNonNull(journal, "journal");
        requireNonNull(usage, "usage");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence: %d (expected: >= 1)".formatted(sequence));
        }
    }

    public Instant at() {
        return Uuids.timeOf(id.value());
    }
}
