package dev.atrium.api.management;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.shared.Actor;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.tenancy.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Issues, lists and revokes API keys for the local operator. */
@RestController
@RequestMapping("/manage/v1/keys")
class KeysController {

    private static final String DEFAULT_NAME = "command line";
    private static final int NOT_FOUND = 404;

    private final ApiKeys keys;
    private final Tenants tenants;

    KeysController(ApiKeys keys, Tenants tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    /** @param expiresAt null: never */
    record IssueRequest(
            @Nullable String organization,
            @Nullable String name,
            @Nullable Instant expiresAt) {}

    /** The one answer that ever holds a secret, in both of its spellings. */
    record Issued(
            ApiKeyId id,
            String organization,
            String name,
            String hint,
            String secret,
            String hubSecret,
            Instant issuedAt,
            @Nullable Instant expiresAt) {

        /** Leaves the secret out: a record prints every component, and this one must reach no log. */
        @Override
        public String toString() {
            return "Issued[id=%s, hint=%s]".formatted(id, hint);
        }
    }

    /**
     * @param madeBy null: by the operator of the installation
     * @param models ids of those that it may call, sorted; null: all that its organization may
     */
    record Listed(
            ApiKeyId id,
            ProjectId project,
            String name,
            String hint,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable PersonId madeBy,
            @Nullable List<String> models) {

        static Listed of(ApiKey key) {
            var models = key.models();
            return new Listed(
                    key.id(),
                    key.project(),
                    key.name(),
                    key.hint(),
                    key.issuedAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.madeBy(),
                    models == null
                            ? null
                            : models.stream().map(RepositoryId::text).sorted().toList());
        }
    }

    record Revoked(ApiKeyId id, boolean revoked) {}

    @PostMapping
    Issued issue(@RequestBody IssueRequest request) {
        var tenant = Input.organization(tenants, request.organization());
        var name = Objects.requireNonNullElse(request.name(), DEFAULT_NAME);
        var issued = Input.read(
                "name",
                name,
                text -> keys.issue(
                        new Actor.LocalOperator(), tenant.id(), tenant.defaultProject(), text, request.expiresAt()));
        var key = issued.key();
        return new Issued(
                key.id(),
                tenant.slug().value(),
                key.name(),
                key.hint(),
                issued.secret().spelled(),
                issued.secret().spelledForHubs(),
                key.issuedAt(),
                key.expiresAt());
    }

    @GetMapping
    Page<Listed> list(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var tenant = Input.organization(tenants, organization);
        var before = Input.readOrNull("cursor", cursor, ApiKeyId::parse);
        var read = keys.of(tenant.id(), before, Page.limit(limit) + 1);
        return Page.of(read, limit, key -> key.id().text()).map(Listed::of);
    }

    @PostMapping("/{id}/revoke")
    Revoked revoke(@PathVariable String id) {
        var key = Input.read("id", id, ApiKeyId::parse);
        var owner = keys.ownerOf(key)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(NOT_FOUND, "no_such_key", "There is no API key %s.".formatted(key))));
        keys.revoke(new Actor.LocalOperator(), owner, key);
        return new Revoked(key, true);
    }
}
