package dev.atrium.pool;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.shared.Actor;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Deployments in MySQL. They say what should run; {@link Placement} sees to it. */
final class JdbcDeployments implements Deployments {

    static final int MAX_REPLICAS = 1000;

    private static final int NOT_FOUND = 404;

    private final DeploymentRows rows;
    private final Repositories repositories;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final TransactionOperations transactions;
    private final Clock clock;

    JdbcDeployments(
            DeploymentRows rows,
            Repositories repositories,
            AuditLog audit,
            ChangeFeed feed,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.repositories = repositories;
        this.audit = audit;
        this.feed = feed;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public DeploymentId deploy(Actor actor, TenantId tenant, VersionId version, int wanted) {
        return deploy(actor, tenant, version, wanted, false);
    }

    @Override
    public DeploymentId replace(Actor actor, TenantId tenant, VersionId version, int wanted) {
        return deploy(actor, tenant, version, wanted, true);
    }

    private DeploymentId deploy(Actor actor, TenantId tenant, VersionId version, int wanted, boolean replaces) {
        if (wanted < 0 || wanted > MAX_REPLICAS) {
            throw new ProblemException(Problem.ofField(
                    "replicas", "bad_replicas", "replicas: %d (expected: 0 to %d)".formatted(wanted, MAX_REPLICAS)));
        }
        var deployment = deployment(tenant, version, wanted);
        transactions.executeWithoutResult(_ -> {
            rows.insert(deployment, replaces);
            var detail = Map.of("version", version.text(), "replicas", Integer.toString(wanted));
            audit.record(AuditEntry.done(
                    tenant, actor, "deployment.create", deployment.id().text(), detail));
            feed.append(DeploymentTable.KIND, deployment.id());
        });
        return deployment.id();
    }

    @Override
    public void stop(Actor actor, TenantId tenant, DeploymentId deployment) {
        transactions.executeWithoutResult(_ -> {
            if (rows.find(deployment).filter(row -> row.tenant().equals(tenant)).isEmpty()) {
                throw new ProblemException(Problem.of(
                        NOT_FOUND,
                        "no_such_deployment",
                        "This organization has no deployment %s. List its deployments to see their ids."
                                .formatted(deployment)));
            }
            if (rows.stop(tenant, deployment, clock.instant())) {
                audit.record(AuditEntry.done(tenant, actor, "deployment.stop", deployment.text(), Map.of()));
                feed.append(DeploymentTable.KIND, deployment);
            }
        });
    }

    @Override
    public Optional<TenantId> ownerOf(DeploymentId deployment) {
        return rows.find(deployment).map(DeploymentRow::tenant);
    }

    @Override
    public List<Deployment> of(TenantId tenant) {
        return rows.running(tenant).stream().map(DeploymentRow::toDeployment).toList();
    }

    private DeploymentRow deployment(TenantId tenant, VersionId version, int wanted) {
        var manifest = repositories
                .manifest(version)
                .filter(found -> found.owner().equals(tenant))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        NOT_FOUND,
                        "no_such_version",
                        "This organization has no version %s. Publish one first.".formatted(version))));
        var engine = Engines.neededBy(manifest.files())
                .orElseThrow(() -> new ProblemException(Problem.ofField(
                        "version",
                        "no_engine",
                        "No engine serves the files of %s@v%d. Publish a version with a .onnx file."
                                .formatted(manifest.modelPath(), manifest.number()))));
        var size = manifest.files().stream().mapToLong(ManifestFile::sizeBytes).sum();
        return new DeploymentRow(
                DeploymentId.next(),
                tenant,
                manifest.repository(),
                version,
                engine,
                size,
                wanted,
                clock.instant(),
                null);
    }
}
