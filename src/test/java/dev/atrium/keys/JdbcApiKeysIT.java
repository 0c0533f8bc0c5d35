package dev.atrium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.FeedReader;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.TestMySql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcApiKeysIT {

    @TempDir
    private static Path home;

    private static ControlContext context;

    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    private ApiKeys keys;
    private TenantId acme;

    @BeforeAll
    static void open() {
        context = new ControlContext(home, CLOCK);
    }

    @BeforeEach
    void find() {
        keys = context.bean(ApiKeys.class);
        acme = context.tenant("acme");
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void listsWhatItIssued() {
        var first = issue(acme, "first", null).key();
        var second = issue(acme, "second", CLOCK.instant().plusSeconds(60)).key();

        assertThat(keys.of(acme, null, 10)).containsExactly(second, first);
        assertThat(keys.of(acme, second.id(), 10)).containsExactly(first);
    }

    @Test
    void hidesAndKeepsTheKeysOfOthers() {
        var theirs = issue(context.tenant("theirs"), "theirs", null).key();

        assertThat(keys.of(acme, null, 10)).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> keys.revoke(ControlContext.OPERATOR, acme, theirs.id()))
                .withMessage(
                        "There is no API key %s in this organization. List its keys to see their ids.", theirs.id());
        assertThat(keys.of(theirs.tenant(), null, 10)).containsExactly(theirs);
    }

    @Test
    void refusesTheProjectOfAnother() {
        var theirs = context.bean(Tenants.class)
                .find(context.tenant("theirs"))
                .orElseThrow()
                .defaultProject();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> keys.issue(ControlContext.OPERATOR, acme, theirs, "x", null))
                .withMessage("There is no project %s in this organization.", theirs);
    }

    @Test
    void revokesOnce() {
        var key = issue(acme, "ci", null).key();

        keys.revoke(ControlContext.OPERATOR, acme, key.id());
        var revoked = keys.of(acme, null, 1).getFirst();
        var feedAt = context.bean(ChangeFeed.class).number();
        keys.revoke(ControlContext.OPERATOR, acme, key.id());

        assertThat(revoked.revokedAt()).isNotNull();
        assertThat(keys.of(acme, null, 1)).containsExactly(revoked);
        assertThat(context.bean(ChangeFeed.class).number()).isEqualTo(feedAt);
        assertThat(context.bean(AuditLog.class).of(acme, null, 10))
                .extracting(RecordedEntry::action)
                .containsExactly("api_key.revoke", "api_key.issue", "organization.create");
    }

    @Test
    void refusesAnExpiryInThePast() {
        var past = CLOCK.instant().minusSeconds(1);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> issue(acme, "late", past))
                .withMessage("The key would have expired at %s already. Name a later moment, or none.", past);
    }

    @Test
    void tellsWhoseAKeyIs() {
        var key = issue(acme, "ci", null).key();

        assertThat(keys.ownerOf(key.id())).contains(acme);
        assertThat(keys.ownerOf(ApiKeyId.next())).isEmpty();
    }

    @Test
    void storesNoSecretAndAuditsNone() {
        var secret = issue(acme, "ci", null).secret();

        assertThat(context.bean(AuditLog.class).of(acme, null, 10).toString()).doesNotContain(secret.characters());
        assertThat(TestMySql.db()
                        .sql("SELECT COUNT(*) FROM api_key WHERE name LIKE ? OR hint LIKE ?")
                        .params("%" + secret.characters() + "%", "%" + secret.characters() + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** What gateways know of a key, through the feed. */
    @Test
    void reachesTheTableOfAGateway() {
        var issued = issue(acme, "ci", null);
        var table = new KeyTable();
        var reader = new FeedReader(TestMySql.db(), List.of(table), home.resolve("snapshot.json"), CLOCK);
        reader.start();

        var known = table.check(issued.secret().spelledForHubs(), CLOCK.instant());
        reader.stop();

        assertThat(known).isEqualTo(new KeyCheck.Valid(issued.key()));
    }

    private IssuedKey issue(TenantId tenant, String name, @Nullable Instant expiresAt) {
        var project = context.bean(Tenants.class).find(tenant).orElseThrow().defaultProject();
        return keys.issue(ControlContext.OPERATOR, tenant, project, name, expiresAt);
    }
}
