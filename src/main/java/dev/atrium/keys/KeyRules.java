package dev.atrium.keys;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked of a new key, and what is written down of it. */
final class KeyRules {

    private KeyRules() {}

    static void require(NewKey key, Instant now) {
        requireFuture(key.expiresAt(), now);
        requireModels(key.models());
    }

    /** For the audit log: never the secret. */
    static Map<String, String> audited(ApiKey key) {
        return Map.of(
                "name",
                key.name(),
                "hint",
                key.hint(),
                "expires_at",
                key.expiresAt() == null ? "" : key.expiresAt().toString(),
                "models",
                key.models() == null ? "all" : list(key.models()));
    }

    private static String list(Set<RepositoryId> models) {
        return models.stream().map(RepositoryId::text).sorted().collect(Collectors.joining(" "));
    }

    private static void requireFuture(@Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null && !expiresAt.truncatedTo(ChronoUnit.MICROS).isAfter(now)) {
            throw new ProblemException(Problem.ofField(
                    "expiresAt",
                    "expiry_in_past",
                    "The key would have expired at %s already. Name a later moment, or none.".formatted(expiresAt)));
        }
    }

    private static void requireModels(@Nullable Set<RepositoryId> models) {
        if (models == null) {
            return;
        }
        if (models.isEmpty()) {
            throw new ProblemException(Problem.ofField(
                    "models", "no_models", "The key could call nothing. Name at least one model, or all."));
        }
        if (models.size() > ApiKey.MODELS_MAX) {
            throw new ProblemException(Problem.ofField(
                    "models",
                    "too_many_models",
                    "The key names %d models, and %d are the most. Name fewer, or all."
                            .formatted(models.size(), ApiKey.MODELS_MAX)));
        }
    }
}
