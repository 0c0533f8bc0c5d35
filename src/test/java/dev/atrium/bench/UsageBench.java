package dev.atrium.bench;

import dev.atrium.TestRoles;
import dev.atrium.metering.CallFilter;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageReports;
import dev.atrium.metering.UsageStatus;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.shared.UsageEventId;
import dev.atrium.testing.TestMySql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the page of usage waits for MySQL when an organization has a million calls of the last thirty days, and
 * another one as many: sums by model and by caller, and pages of calls at the beginning, in the middle and at the end.
 * Medians of {@value #ROUNDS} rounds; the first round is left out.
 *
 * <p>The last line is {@code usage rows=... by_model_ms=... by_caller_ms=... first_page_ms=... middle_page_ms=...
 * last_page_ms=... failed_page_ms=... receipt_ms=... year_ms=... half_hour_year_ms=... half_hour_ratio=...}. The last
 * three are sums by model of a year in UTC, of one in a zone half an hour off, and how often the second holds the first.
 */
public final class UsageBench {

    private static final int ROUNDS = 21;
    private static final int PAGE = 50;
    private static final Duration ROLLUPS_WITHIN = Duration.ofMinutes(10);

    private final UsageReports reports;
    private final MillionCalls calls;
    private final UsagePeriod month;

    private UsageBench(UsageReports reports, MillionCalls calls) {
        this.reports = reports;
        this.calls = calls;
        var today = LocalDate.now(ZoneOffset.UTC);
        this.month = new UsagePeriod(today.minusDays(MillionCalls.DAYS), today, ZoneOffset.UTC);
    }

    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory(Path.of("target"), "usage-bench-").toAbsolutePath();
        try (var portal = TestRoles.start(home, "portal", "--atrium.metering.rollups=1s")) {
            var calls = MillionCalls.make(TestMySql.db());
            MillionCalls.make(TestMySql.db());
            calls.awaitRollups(ROLLUPS_WITHIN);
            new UsageBench(portal.context().getBean(UsageReports.class), calls).run();
        }
        System.exit(0);
    }

    private void run() {
        var utc = median(() -> sums(year(ZoneOffset.UTC), UsageSubject.Kind.MODEL));
        var kolkata = median(() -> sums(year(ZoneId.of("Asia/Kolkata")), UsageSubject.Kind.MODEL));
        var middle = page(CallFilter.ALL, calls.idAt(Duration.ofDays(MillionCalls.DAYS / 2)));
        System.out.printf(
                "usage rows=%d by_model_ms=%.1f by_caller_ms=%.1f first_page_ms=%.1f middle_page_ms=%.1f last_page_ms=%.1f failed_page_ms=%.1f receipt_ms=%.1f year_ms=%.1f half_hour_year_ms=%.1f half_hour_ratio=%.1f%n",
                MillionCalls.ROWS,
                median(() -> sums(month, UsageSubject.Kind.MODEL)),
                median(() -> sums(month, UsageSubject.Kind.CALLER)),
                median(() -> page(CallFilter.ALL, null)),
                median(() -> page(CallFilter.ALL, middle.getLast().id())),
                median(() -> page(
                        CallFilter.ALL,
                        calls.idAt(Duration.ofDays(MillionCalls.DAYS).minusHours(1)))),
                median(() -> page(new CallFilter(null, null, UsageStatus.FAILED), null)),
                median(() -> receipt(middle.getLast())),
                utc,
                kolkata,
                kolkata / utc);
    }

    private static UsagePeriod year(ZoneId zone) {
        var today = LocalDate.now(zone);
        return new UsagePeriod(today.minusDays(UsagePeriod.DAYS_MAX - 1), today, zone);
    }

    private void sums(UsagePeriod period, UsageSubject.Kind kind) {
        var sums = reports.sums(calls.payer(), period, kind, CallFilter.ALL);
        require(sums.stream().mapToLong(UsageSum::calls).sum() == MillionCalls.ROWS, "not all calls are summed up");
    }

    private List<UsageEvent> page(CallFilter filter, @Nullable UsageEventId before) {
        var page = reports.calls(calls.payer(), month, filter, before, PAGE);
        require(page.size() == PAGE, "a page is not full");
        return page;
    }

    private void receipt(UsageEvent call) {
        require(reports.call(calls.payer(), call.id()).isPresent(), "a call is not found");
    }

    private static double median(Runnable question) {
        question.run();
        var micros = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            var start = System.nanoTime();
            question.run();
            micros.add((System.nanoTime() - start) / 1_000);
        }
        micros.sort(null);
        return micros.get(ROUNDS / 2) / 1_000.0;
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalStateException(otherwise);
        }
    }
}
