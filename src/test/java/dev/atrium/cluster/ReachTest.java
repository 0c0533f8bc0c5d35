package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachTest {

    @Test
    void countsGatewaysThatAppliedTheChange() {
        var cluster = new Reporting(List.of(process("gateway", 8), process("gateway", 7), process("portal", 0)));

        assertThat(Reach.of(cluster, 7)).isEqualTo(new Reach(2, 2));
        assertThat(Reach.of(cluster, 8)).isEqualTo(new Reach(1, 2));
        assertThat(Reach.of(cluster, 8).isEverywhere()).isFalse();
        assertThat(Reach.of(cluster, 6).isEverywhere()).isTrue();
        assertThat(Reach.of(new Reporting(List.of()), 8)).isEqualTo(new Reach(0, 0));
        assertThat(new Reach(0, 0).isEverywhere()).isFalse();
    }

    private static ProcessReport process(String role, long feedAt) {
        return new ProcessReport(
                ProcessId.next(), role, "http://127.0.0.1:1", "1", 1, null, Map.of(), feedAt, Instant.EPOCH);
    }

    private record Reporting(List<ProcessReport> all) implements Processes {

        @Override
        public void report(ProcessReport report) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void signOff(ProcessId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ProcessReport> alive() {
            throw new AssertionError("a gateway that is cut off from MySQL serves on");
        }

        @Override
        public List<ProcessReport> known() {
            throw new AssertionError("a gateway of yesterday serves nothing");
        }

        @Override
        public List<ProcessReport> heardOfWithin(Duration time) {
            assertThat(time).isEqualTo(Duration.ofMinutes(15));
            return all;
        }
    }
}
