package dev.atrium.pool;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.agent.WorkerReport;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReportCheckTest {

    private static final String ADDRESS = "http://127.0.0.1:7404";

    @ParameterizedTest
    @ValueSource(strings = {ADDRESS, "https://gpu-1.example.org:443", "http://[::1]:7404"})
    void takesSchemeHostAndPort(String address) {
        assertThatCode(() -> ReportCheck.check(beat(report(address, 2)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h:1",
                "http://h",
                "http://u@h:1",
                "http://h:1/path",
                "http://h:1?q",
                "http://h:1#f",
                "not an address",
                "//h:1",
                ""
            })
    void refusesAddressesThatAreMoreOrLess(String address) {
        assertRefused(beat(report(address, 2)), "report.address", "http or https, a host and a port, nothing else");
    }

    @Test
    void refusesAMachineWithoutCores() {
        assertRefused(beat(report(ADDRESS, 0)), "report.cpus", "more than 0");
    }

    @Test
    void refusesTooManyEngines() {
        var engines = Collections.nCopies(65, "onnx");
        var report = new WorkerReport("1", ADDRESS, 2, 1, 1, List.of(), engines);

        assertRefused(beat(report), "report.engines", "at most 64 names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void refusesNamesThatNobodyCanRead(String name) {
        var request = new Join.Request("token", name, "key", report(ADDRESS, 2));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ReportCheck.check(request))
                .extracting(ProblemException::problem)
                .isEqualTo(problem("name", "1 to 80 printable characters"));
    }

    @Test
    void refusesHolesThatJsonLeaves() {
        var json = JsonMapper.builder().build();
        var withoutReport = json.readValue("{\"replicas\":[]}", Heartbeat.Request.class);
        var withoutState = json.readValue("""
                {"report":{"version":"1","address":"http://h:1","cpus":1,"memoryBytes":1,"diskFreeBytes":0,
                  "devices":[],"engines":[]},"replicas":[{"replica":"rep_01a20a0c43267499afca79ba4948fa31"}]}
                """, Heartbeat.Request.class);

        assertRefused(withoutReport, "report", "what the worker says of its machine");
        assertRefused(withoutState, "replicas.state", "one of downloading, loading, ready, failed");
    }

    private static Heartbeat.Request beat(WorkerReport report) {
        return new Heartbeat.Request(report, List.of());
    }

    private static WorkerReport report(String address, int cpus) {
        return new WorkerReport("1", address, cpus, 8L << 30, 8L << 30, List.of(), List.of("onnx"));
    }

    private static void assertRefused(Heartbeat.Request request, String field, String expected) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ReportCheck.check(request))
                .extracting(ProblemException::problem)
                .isEqualTo(problem(field, expected));
    }

    private static Problem problem(String field, String expected) {
        return Problem.ofField(field, "bad_report", "%s: not usable (expected: %s)".formatted(field, expected));
    }
}
