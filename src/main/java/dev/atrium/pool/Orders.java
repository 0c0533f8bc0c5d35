package dev.atrium.pool;

import dev.atrium.agent.Heartbeat;
import dev.atrium.cluster.Processes;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Repositories.Manifest;
import dev.atrium.shared.Digest;
import dev.atrium.shared.VersionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What workers are told: which replicas to run, of which files, and who may call them. */
final class Orders {

    private static final String GATEWAY = "gateway";
    private static final int REMEMBERED = 1_000;

    private final Repositories repositories;
    private final Processes processes;
    private final PoolSettings settings;
    /** Versions never change, so what was read once stays true. The least lately used one goes. */
    private final Map<VersionId, Manifest> manifests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<VersionId, Manifest> eldest) {
            return size() > REMEMBERED;
        }
    };

    Orders(Repositories repositories, Processes processes, PoolSettings settings) {
        this.repositories = repositories;
        this.processes = processes;
        this.settings = settings;
    }

    Heartbeat.Answer answer(List<ReplicaRow> replicas) {
        var wanted = replicas.stream()
                .flatMap(replica -> assignment(replica).stream())
                .toList();
        var settled =
                !replicas.isEmpty() && replicas.stream().allMatch(replica -> replica.state() == ReplicaState.READY);
        var next = settled ? settings.heartbeat() : settings.heartbeatUnsettled();
        return new Heartbeat.Answer(wanted, gateways(), next.toMillis());
    }

    /** The file of {@code version} that has this digest; empty when it has none. */
    Optional<Workers.ReplicaFile> file(VersionId version, Digest digest) {
        return manifest(version)
                .flatMap(manifest -> manifest.files().stream()
                        .filter(file -> file.digest().equals(digest))
                        .map(file -> new Workers.ReplicaFile(manifest.owner(), digest, file.sizeBytes()))
                        .findFirst());
    }

    private Optional<Heartbeat.Assignment> assignment(ReplicaRow replica) {
        return manifest(replica.version())
                .map(manifest -> new Heartbeat.Assignment(
                        replica.id(),
                        "%s@v%d".formatted(manifest.modelPath(), manifest.number()),
                        manifest.files().stream()
                                .map(file -> new Heartbeat.AssignedFile(file.path(), file.digest(), file.sizeBytes()))
                                .toList()));
    }

    /** Known ones, not only those alive: after an outage no gateway has had the time to report again. */
    private List<Heartbeat.GatewayKey> gateways() {
        return processes.known().stream()
                .filter(process -> process.role().equals(GATEWAY))
                .flatMap(
                        process -> Optional.ofNullable(process.publicKey())
                                .map(key -> new Heartbeat.GatewayKey(process.id(), key))
                                .stream())
                .toList();
    }

    private Optional<Manifest> manifest(VersionId version) {
        synchronized (manifests) {
            var known = manifests.get(version);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var read = repositories.manifest(version);
        read.ifPresent(manifest -> {
            synchronized (manifests) {
                manifests.put(version, manifest);
            }
        });
        return read;
    }
}
