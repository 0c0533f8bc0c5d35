package dev.atrium.identity;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.OperatorLinkId;
import dev.atrium.shared.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Operator links in MySQL. Only digests are stored, so a copy of the database makes nobody an operator. What changes
 * rows runs in the caller's transaction.
 */
final class OperatorLinks {

    private static final int RANDOM_BYTES = 32;

    private final JdbcClient db;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OperatorLinks(JdbcClient db, AuditLog audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    Operators.Link issue(Actor actor) {
        var now = clock.instant();
        var link = new Operators.Link(OperatorLinkId.next(), newToken(), now.plus(Operators.LINK_LIFE));
        db.sql("""
                INSERT INTO operator_link (id, digest, created_at, expires_at)
                VALUES (:id, :digest, :now, :expires)
                """)
                .param("id", Columns.id(link.id()))
                .param("digest", digest(link.token()))
                .param("now", Columns.time(now))
                .param("expires", Columns.time(link.expiresAt()))
                .update();
        var detail = Map.of("expires_at", link.expiresAt().toString());
        audit.record(
                AuditEntry.done(null, actor, "operator_link.issue", link.id().text(), detail));
        return link;
    }

    /** Whether somebody may still use a link. */
    boolean isGood(String token) {
        return db.sql("""
                SELECT COUNT(*) FROM operator_link
                WHERE digest = :digest AND used_by IS NULL AND expires_at > :now
                """)
                        .param("digest", digest(token))
                        .param("now", Columns.time(clock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Uses a link up. Others who show the same one wait until the transaction ends.
     *
     * @return false when it is unknown, used or expired; then nothing changed
     */
    boolean use(PersonId person, String token) {
        var isUsed = db.sql("""
                UPDATE operator_link SET used_by = :person
                WHERE digest = :digest AND used_by IS NULL AND expires_at > :now
                """)
                        .param("person", Columns.id(person))
                        .param("digest", digest(token))
                        .param("now", Columns.time(clock.instant()))
                        .update()
                == 1;
        if (isUsed) {
            audit.record(AuditEntry.done(
                    null,
                    new Actor.Person(person),
                    "operator_link.use",
                    idOf(token).text(),
                    Map.of()));
        }
        return isUsed;
    }

    private OperatorLinkId idOf(String token) {
        return db.sql("SELECT id FROM operator_link WHERE digest = :digest")
                .param("digest", digest(token))
                .query((row, _) -> new OperatorLinkId(Columns.uuid(row, "id")))
                .single();
    }

    private String newToken() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String token) {
        return Digest.of(token.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
