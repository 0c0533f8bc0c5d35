package dev.atrium.pool;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Join tokens in MySQL. Only their digests are stored, so a copy of the database lets no machine join. */
final class JdbcJoinTokens implements JoinTokens {

    static final int MAX_USES = 1000;
    static final Duration MAX_VALIDITY = Duration.ofDays(30);

    private static final String PREFIX = "atj_";
    private static final int RANDOM_BYTES = 32;

    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    JdbcJoinTokens(JdbcClient db, TransactionOperations transactions, AuditLog audit, Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A stored token.
     *
     * @param owner of the workers that join with it; null: the installation
     */
    record Stored(JoinTokenId id, @Nullable TenantId owner, String pool, int usesLeft, Instant expiresAt) {}

    @Override
    public Issued issue(Actor actor, @Nullable TenantId owner, Slug pool, int uses, Duration validFor) {
        check(uses, validFor);
        var token = newToken();
        var now = clock.instant();
        var issued = new Issued(JoinTokenId.next(), token, now.plus(validFor));
        transactions.executeWithoutResult(_ -> {
            insert(issued, owner, pool, uses, now);
            var detail = Map.of(
                    "pool", pool.value(),
                    "uses", Integer.toString(uses),
                    "expires_at", issued.expiresAt().toString());
            audit.record(AuditEntry.done(
                    owner, actor, "join_token.issue", issued.id().text(), detail));
        });
        return issued;
    }

    /** Reads a token and lets others who show the same one wait until this transaction ends. */
    Optional<Stored> lock(String token) {
        return db.sql("""
                SELECT id, tenant_id, pool, uses_left, expires_at FROM join_token WHERE digest = :digest FOR UPDATE
                """)
                .param("digest", digest(token))
                .query((row, _) -> new Stored(
                        new JoinTokenId(Columns.uuid(row, "id")),
                        Optional.<UUID>ofNullable(Columns.uuidOrNull(row, "tenant_id"))
                                .map(TenantId::new)
                                .orElse(null),
                        row.getString("pool"),
                        row.getInt("uses_left"),
                        Columns.instant(row, "expires_at")))
                .optional();
    }

    /** Takes one use off; false when there is none left or the token is expired. */
    boolean redeem(JoinTokenId id) {
        return db.sql("""
                        UPDATE join_token SET uses_left = uses_left - 1
                        WHERE id = :id AND uses_left > 0 AND expires_at > :now
                        """)
                        .param("id", Columns.id(id))
                        .param("now", Columns.time(clock.instant()))
                        .update()
                == 1;
    }

    private void insert(Issued issued, @Nullable TenantId owner, Slug pool, int uses, Instant now) {
        db.sql("""
                INSERT INTO join_token (id, tenant_id, pool, digest, uses_left, created_at, expires_at)
                VALUES (:id, :owner, :pool, :digest, :uses, :now, :expires)
                """)
                .param("id", Columns.id(issued.id()))
                .param("owner", Columns.idOrNull(owner))
                .param("pool", pool.value())
                .param("digest", digest(issued.token()))
                .param("uses", uses)
                .param("now", Columns.time(now))
                .param("expires", Columns.time(issued.expiresAt()))
                .update();
    }

    private static void check(int uses, Duration validFor) {
        if (uses < 1 || uses > MAX_USES) {
            throw new ProblemException(
                    Problem.ofField("uses", "bad_uses", "uses: %d (expected: 1 to %d)".formatted(uses, MAX_USES)));
        }
        if (!validFor.isPositive() || validFor.compareTo(MAX_VALIDITY) > 0) {
            throw new ProblemException(Problem.ofField(
                    "valid_for",
                    "bad_validity",
                    "valid_for: %s (expected: more than nothing, at most %d days)"
                            .formatted(validFor, MAX_VALIDITY.toDays())));
        }
    }

    private String newToken() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String token) {
        return Digest.of(token.strip().getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
