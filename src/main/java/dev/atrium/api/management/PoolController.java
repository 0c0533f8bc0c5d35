package dev.atrium.api.management;

import dev.atrium.pool.JoinTokens;
import dev.atrium.pool.ListedWorker;
import dev.atrium.pool.Replicas;
import dev.atrium.pool.Workers;
import dev.atrium.shared.Actor;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.WorkerId;
import dev.atrium.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Workers, replicas, and the tokens with which workers join. */
@RestController
@RequestMapping("/manage/v1")
class PoolController {

    private static final String DEFAULT_POOL = "default";
    private static final long DEFAULT_VALID_SECONDS = 3_600;

    private final Workers workers;
    private final Replicas replicas;
    private final JoinTokens tokens;
    private final Tenants tenants;

    PoolController(Workers workers, Replicas replicas, JoinTokens tokens, Tenants tenants) {
        this.workers = workers;
        this.replicas = replicas;
        this.tokens = tokens;
        this.tenants = tenants;
    }

    /**
     * @param organization whose workers join with it; null: the installation's
     * @param uses         null: one
     * @param validSeconds null: an hour
     */
    record TokenRequest(
            @Nullable String organization,
            @Nullable String pool,
            @Nullable Integer uses,
            @Nullable Long validSeconds) {}

    record IssuedToken(JoinTokenId id, String token, Instant expiresAt) {

        /** Leaves the token out: a record prints every component, and this one must reach no log. */
        @Override
        public String toString() {
            return "IssuedToken[id=%s]".formatted(id);
        }
    }

    @PostMapping("/join-tokens")
    IssuedToken issueToken(@RequestBody TokenRequest request) {
        var owner = request.organization() == null
                ? null
                : Input.organization(tenants, request.organization()).id();
        var pool = Input.read("pool", Objects.requireNonNullElse(request.pool(), DEFAULT_POOL), Slug::folded);
        var uses = Objects.requireNonNullElse(request.uses(), 1);
        var seconds = Objects.requireNonNullElse(request.validSeconds(), DEFAULT_VALID_SECONDS);
        var issued = tokens.issue(new Actor.LocalOperator(), owner, pool, uses, Duration.ofSeconds(seconds));
        return new IssuedToken(issued.id(), issued.token(), issued.expiresAt());
    }

    @GetMapping("/workers")
    Page<ListedWorker> workers(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        return Page.cut(
                workers.all(), cursor, Page.limit(limit), worker -> worker.id().text());
    }

    record Removed(WorkerId id, boolean removed) {}

    /** Its calls are refused from now on, and its replicas move elsewhere. */
    @PostMapping("/workers/{id}/remove")
    Removed remove(@PathVariable String id) {
        var worker = Input.read("id", id, WorkerId::parse);
        workers.remove(new Actor.LocalOperator(), worker);
        return new Removed(worker, true);
    }

    @GetMapping("/replicas")
    Page<ReplicaView> replicas(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String deployment,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var some = organization == null
                ? replicas.all()
                : replicas.of(Input.organization(tenants, organization).id());
        var of = Input.readOrNull("deployment", deployment, DeploymentId::parse);
        var wanted = some.stream()
                .filter(replica -> of == null || replica.deployment().equals(of))
                .map(ReplicaView::of)
                .toList();
        return Page.cut(
                wanted, cursor, Page.limit(limit), replica -> replica.id().text());
    }
}
