package dev.atrium.cluster;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ProcessId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one process of the cluster says of itself.
 *
 * @param role      {@code portal} or {@code gateway}
 * @param address   where people reach it: scheme, host and port
 * @param version   of Atrium
 * @param osPid     of the operating system
 * @param publicKey Ed25519, X.509-encoded in base64; null for roles that sign nothing
 * @param state     what operators should know of it, by its role; values that JSON can hold
 * @param feedAt    number of the change feed that it has applied; 0 where it holds none in memory
 * @param startedAt by its own clock
 */
public record ProcessReport(
        ProcessId id,
        String role,
        String address,
        String version,
        long osPid,
        @Nullable String publicKey,
        Map<String, Object> state,
        long feedAt,
        Instant startedAt) {

    public ProcessReport {
        requireNonNull(id, "id");
        requireNonNull(role, "role");
        requireNonNull(address, "address");
        requireNonNull(version, "version");
        requireNonNull(startedAt, "startedAt");
        state = Map.copyOf(state);
    }
}
