package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.ProcessId;
import dev.atrium.testing.TestMySql;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProcessesIT {

    private final JdbcProcesses processes =
            new JdbcProcesses(TestMySql.db(), JsonMapper.builder().build());
    private final ProcessReport report = new ProcessReport(
            ProcessId.next(),
            "gateway",
            "http://127.0.0.1:7402",
            "0.1.0",
            4711,
            "a key",
            Map.of("ready", true, "in_flight", 3),
            42,
            Instant.parse("2041-05-01T10:00:00.000001Z"));

    @Test
    void showsWhoReported() {
        processes.report(report);

        assertThat(processes.alive()).contains(report);
        assertThat(processes.known()).contains(report);
    }

    @Test
    void showsWhatChangedAtARestart() {
        var again = new ProcessReport(
                report.id(),
                "gateway",
                "http://127.0.0.1:7502",
                "0.2.0",
                4712,
                "another key",
                Map.of("ready", false),
                43,
                Instant.parse("2041-05-01T11:00:00.000001Z"));
        processes.report(report);

        processes.report(again);

        assertThat(processes.known()).contains(again).doesNotContain(report);
    }

    @Test
    void showsNoLongerWhoSignedOff() {
        processes.report(report);

        processes.signOff(report.id());

        assertThat(processes.known()).doesNotContain(report);
    }

    @Test
    void knowsForADayWhoFellSilent() {
        processes.report(report);
        silentFor("20 SECOND");

        assertThat(processes.alive()).doesNotContain(report);
        assertThat(processes.known()).contains(report);
    }

    @Test
    void forgetsAfterADay() {
        processes.report(report);
        silentFor("25 HOUR");

        assertThat(processes.known()).doesNotContain(report);
        assertThat(processes.forgetSilent()).isPositive();
    }

    private void silentFor(String interval) {
        TestMySql.db()
                .sql("UPDATE process SET seen_at = UTC_TIMESTAMP(6) - INTERVAL " + interval + " WHERE id = ?")
                .param(Columns.id(report.id()))
                .update();
    }
}
