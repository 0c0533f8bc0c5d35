package dev.atrium.pool;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.agent.WorkerReport;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a worker says of itself is checked before anything is done with it. */
final class ReportCheck {

    static final int NAME_MAX_LENGTH = 80;
    static final int ADDRESS_MAX_LENGTH = 255;
    static final int TEXT_MAX_LENGTH = 200;
    static final int MAX_DEVICES = 256;
    static final int MAX_ENGINES = 64;
    static final int MAX_REPLICAS = 10_000;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private ReportCheck() {}

    /**
     * Checks all but the token and the key, which prove themselves.
     *
     * @throws ProblemException {@code bad_report}, which names the field
     */
    static void check(Join.Request request) {
        require(isPresent(request.token()), "token", "a join token");
        require(isPresent(request.publicKey()), "publicKey", "an Ed25519 key");
        require(isName(request.name()), "name", "1 to %d printable characters".formatted(NAME_MAX_LENGTH));
        check(request.report());
    }

    /** @throws ProblemException {@code bad_report}, which names the field */
    static void check(Heartbeat.Request request) {
        check(request.report());
        require(request.replicas().size() <= MAX_REPLICAS, "replicas", "at most %d".formatted(MAX_REPLICAS));
        request.replicas().forEach(ReportCheck::check);
    }

    private static void check(Heartbeat.ReplicaReport replica) {
        require(isPresent(replica.replica()), "replicas.replica", "the id of a replica");
        require(isPresent(replica.state()), "replicas.state", "one of downloading, loading, ready, failed");
        require(isPresent(replica.reason()), "replicas.reason", "text, empty when all is well");
    }

    private static void check(@Nullable WorkerReport report) {
        if (report == null) {
            throw bad("report", "what the worker says of its machine");
        }
        require(isAddress(report.address()), "report.address", "http or https, a host and a port, nothing else");
        require(isShort(report.version()), "report.version", "at most %d characters".formatted(TEXT_MAX_LENGTH));
        require(report.cpus() > 0, "report.cpus", "more than 0");
        require(report.memoryBytes() > 0, "report.memoryBytes", "more than 0");
        require(report.diskFreeBytes() >= 0, "report.diskFreeBytes", "0 or more");
        require(
                report.devices().size() <= MAX_DEVICES
                        && report.devices().stream().allMatch(ReportCheck::isSound),
                "report.devices",
                "at most %d, each with uuid, name and size".formatted(MAX_DEVICES));
        require(
                report.engines().size() <= MAX_ENGINES
                        && report.engines().stream().allMatch(ReportCheck::isShort),
                "report.engines",
                "at most %d names".formatted(MAX_ENGINES));
    }

    /** JSON may leave out what the records promise. */
    private static boolean isPresent(@Nullable Object value) {
        return value != null;
    }

    private static boolean isName(@Nullable String name) {
        return name != null && !name.isBlank() && name.length() <= NAME_MAX_LENGTH && isPrintable(name);
    }

    private static boolean isSound(WorkerReport.Device device) {
        return isShort(device.uuid()) && isShort(device.name()) && device.memoryBytes() >= 0;
    }

    private static boolean isShort(@Nullable String text) {
        return text != null && text.length() <= TEXT_MAX_LENGTH;
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isAddress(@Nullable String address) {
        if (address == null || address.length() > ADDRESS_MAX_LENGTH) {
            return false;
        }
        try {
            var uri = new URI(address);
            return SCHEMES.contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getUserInfo() == null
                    && String.valueOf(uri.getPath()).isEmpty()
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static void require(boolean holds, String field, String expected) {
        if (!holds) {
            throw bad(field, expected);
        }
    }

    private static ProblemException bad(String field, String expected) {
        return new ProblemException(
                Problem.ofField(field, "bad_report", "%s: not usable (expected: %s)".formatted(field, expected)));
    }
}
