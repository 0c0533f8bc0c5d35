package dev.atrium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.FeedReader;
import dev.atrium.shared.Actor;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.TestMySql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

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

    @Test
    void ownersSeeAllKeysAndDevelopersTheirOwn() {
        var owner = member(MemberRole.OWNER);
        var developer = member(MemberRole.DEVELOPER);
        var operators = issue(acme, "ci", null).key();
        var own = issueAs(developer, null).key();

        assertThat(own.madeBy()).isEqualTo(developer);
        assertThat(keys.seenBy(owner, acme, null, 10))
                .extracting(ListedKey::key)
                .containsExactly(own, operators);
        assertThat(keys.seenBy(owner, acme, own.id(), 10))
                .extracting(ListedKey::key)
                .containsExactly(operators);
        assertThat(keys.seenBy(developer, acme, null, 10)).containsExactly(new ListedKey(own, null));
        assertThat(keys.seenBy(PersonId.next(), acme, null, 10)).isEmpty();
        assertThat(keys.seenBy(developer, context.tenant("theirs"), null, 10)).isEmpty();
    }

    @Test
    void developersRevokeTheirOwnKeysOnly() {
        var developer = new Actor.Person(member(MemberRole.DEVELOPER));
        var operators = issue(acme, "ci", null).key();
        var own = issueAs(developer.id(), null).key();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> keys.revoke(developer, acme, operators.id()))
                .withMessage(
                        "There is no API key %s in this organization. List its keys to see their ids.", operators.id());
        keys.revoke(developer, acme, own.id());

        assertThat(keys.of(acme, null, 10))
                .extracting(key -> key.revokedAt() != null)
                .containsExactly(true, false);
    }

    @Test
    void strangersMakeNoKeys() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> issueAs(PersonId.next(), null))
                .withMessage("There is no organization %s of yours.", acme);
    }

    @Test
    void keepsTheListOfModels() {
        var models = Stream.generate(RepositoryId::next).limit(2).collect(Collectors.toSet());

        var key = issueAs(member(MemberRole.OWNER), models).key();

        assertThat(key.models()).isEqualTo(models);
        assertThat(keys.of(acme, null, 1)).containsExactly(key);
        assertThat(context.bean(AuditLog.class).of(acme, null, 1).getFirst().toString())
                .contains(models.iterator().next().text());
    }

    @Test
    void refusesListsThatMakeNoSense() {
        var owner = member(MemberRole.OWNER);
        var tooMany = Stream.generate(RepositoryId::next).limit(101).collect(Collectors.toSet());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> issueAs(owner, Set.of()))
                .withMessage("The key could call nothing. Name at least one model, or all.");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> issueAs(owner, tooMany))
                .withMessage("The key names 101 models, and 100 are the most. Name fewer, or all.");
    }

    @Test
    void takesNamesOfAnyScript() {
        for (var name : List.of("\uD83D\uDD11".repeat(80), "\u0645\u0641\u062A\u0627\u062D \u202E\u0627\u0644", "钥匙")) {
            assertThat(issue(acme, name, null).key())
                    .isEqualTo(keys.of(acme, null, 1).getFirst());
        }
        assertThat(issue(acme, " a\u202Eb\n c ", null).key().name()).isEqualTo("ab c");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> issue(acme, "\uD83D\uDD11".repeat(81), null));
    }

    @Test
    void learnsFromGatewaysWhenAKeyWasUsedAndRefused() {
        var owner = member(MemberRole.OWNER);
        var developer = member(MemberRole.DEVELOPER);
        var key = issueAs(owner, null).key();
        var sightings = new KeySightings();
        var writer = new SightingWriter(sightings, new JdbcTemplate(TestMySql.source()));
        var request = RequestId.next();
        var at = Instant.parse("2030-01-02T03:04:05.000006Z");

        sightings.refused(key.id(), acme, at, request, "model_not_found");
        sightings.refused(key.id(), acme, at.minusSeconds(1), RequestId.next(), "not_deployed");
        writer.tellOrKeep();
        sightings.used(key.id(), acme, at.plusSeconds(2));
        sightings.refused(key.id(), acme, at.minusSeconds(2), RequestId.next(), "stale");
        writer.tellOrKeep();

        assertThat(keys.seenBy(owner, acme, null, 10)).containsExactly(new ListedKey(key, at.plusSeconds(2)));
        assertThat(keys.newestRefusal(owner, acme)).contains(new KeyRefusal(key.id(), request, "model_not_found", at));
        assertThat(keys.newestRefusal(developer, acme)).isEmpty();
        assertThat(keys.newestRefusal(PersonId.next(), acme)).isEmpty();
        assertThat(keys.newestRefusal(owner, context.tenant("theirs"))).isEmpty();
    }

    /** As of a code that is longer than its column. */
    @Test
    void oneSightingThatMySqlWillNeverTakeHoldsUpNoOther() {
        var owner = member(MemberRole.OWNER);
        var good = issueAs(owner, null).key();
        var bad = issueAs(owner, null).key();
        var sightings = new KeySightings();
        var at = Instant.parse("2026-03-01T10:00:00Z");
        sightings.refused(bad.id(), acme, at, RequestId.next(), "x".repeat(200));
        sightings.refused(good.id(), acme, at, RequestId.next(), "model_not_found");

        new SightingWriter(sightings, new JdbcTemplate(TestMySql.source())).tellOrKeep();

        assertThat(sightings.drain()).isEmpty();
        assertThat(keys.newestRefusal(owner, acme).orElseThrow().code()).isEqualTo("model_not_found");
    }

    @Test
    void keepsSightingsWhileMySqlIsAway() {
        var sightings = new KeySightings();
        var key = ApiKeyId.next();
        var away = new SightingWriter(sightings, new JdbcTemplate(new DriverManagerDataSource("jdbc:nothing:")));
        sightings.used(key, acme, Instant.EPOCH);

        away.tellOrKeep();

        assertThat(sightings.drain()).containsExactly(new KeySightings.Sighting(key, acme, Instant.EPOCH, null));
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

    private IssuedKey issueAs(PersonId person, @Nullable Set<RepositoryId> models) {
        var project = context.bean(Tenants.class).find(acme).orElseThrow().defaultProject();
        return keys.issue(new Actor.Person(person), acme, new NewKey(project, "mine", null, models));
    }

    private PersonId member(MemberRole role) {
        var person = PersonId.next();
        context.bean(Members.class).add(ControlContext.OPERATOR, acme, person, role);
        return person;
    }
}
