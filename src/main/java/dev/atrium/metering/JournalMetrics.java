package dev.atrium.metering;

import dev.atrium.metering.log.ForceListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What monitoring sees of a journal. */
final class JournalMetrics implements ForceListener {

    private static final Duration SHORTEST = Duration.ofNanos(50_000);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final MeterRegistry meters;
    private final Timer forces;
    private final DistributionSummary batches;

    JournalMetrics(MeterRegistry meters) {
        this.meters = meters;
        forces = Timer.builder("atrium.journal.force")
                .description("Writing a batch of records and forcing it to disk")
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(meters);
        batches = DistributionSummary.builder("atrium.journal.batch")
                .description("Records forced at once")
                .register(meters);
    }

    @Override
    public void forced(long nanos, int records) {
        forces.record(nanos, TimeUnit.NANOSECONDS);
        batches.record(records);
    }

    void watch(FileJournal journal) {
        gauge(
                "atrium.journal.queue",
                "Events that MySQL does not have yet",
                journal,
                watched -> watched.appended() - watched.shipped());
        gauge(
                "atrium.journal.undelivered",
                "Events whose answers are being written",
                journal,
                watched -> watched.state().undelivered());
        gauge(
                "atrium.journal.set.aside",
                "Events that MySQL refused",
                journal,
                watched -> watched.state().setAside());
        gauge(
                "atrium.journal.used.bytes",
                "Bytes of the journal's files",
                journal,
                watched -> watched.state().usedBytes());
        gauge(
                "atrium.journal.free.bytes",
                "Bytes that may still be reserved",
                journal,
                watched -> watched.state().freeBytes());
        gauge(
                "atrium.journal.accepting",
                "1 while requests can be recorded",
                journal,
                watched -> watched.state().freeBytes() >= FileJournal.PRODUCED_BYTES + FileJournal.DELIVERED_BYTES
                        ? 1
                        : 0);
    }

    void watch(Shipper shipper) {
        gauge(
                "atrium.journal.lag.seconds",
                "For how long there has been something to ship",
                shipper,
                watched -> watched.lag().toMillis() / 1e3);
    }

    private <T> void gauge(String name, String description, T watched, ToDoubleFunction<T> value) {
        Gauge.builder(name, watched, value).description(description).register(meters);
    }
}
