package dev.atrium.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.Uuids;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.TestMySql;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Currency;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcTenantsIT {

    private static final Currency USD = Currency.getInstance("USD");

    @TempDir
    private static Path home;

    private static ControlContext context;

    private Tenants tenants;
    private final String start = "t" + Uuids.toHex(Uuids.next()).substring(0, 28);

    @BeforeAll
    static void open() {
        context = new ControlContext(home, Clock.systemUTC());
    }

    @BeforeEach
    void find() {
        tenants = context.bean(Tenants.class);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void findsWhatItCreated() {
        var created = create(start);

        assertThat(tenants.find(created.id())).contains(created);
        assertThat(tenants.bySlug(created.slug())).contains(created);
        assertThat(tenants.hasProject(created.id(), created.defaultProject())).isTrue();
    }

    @Test
    void tellsTheLogAndTheFeed() {
        var before = context.bean(ChangeFeed.class).number();

        var created = create(start);

        assertThat(context.bean(AuditLog.class).of(created.id(), null, 10))
                .extracting(RecordedEntry::action)
                .containsExactly("organization.create");
        assertThat(context.bean(ChangeFeed.class).number()).isEqualTo(before + 1);
    }

    @Test
    void knowsNoProjectOfAnother() {
        var ours = create(start);
        var theirs = create(start + "x");

        assertThat(tenants.hasProject(ours.id(), theirs.defaultProject())).isFalse();
    }

    @Test
    void givesASlugOnceOnly() {
        create(start);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> create(start))
                .withMessage("The name '%s' belongs or belonged to an organization. Choose another.", start)
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("slug_taken"));
    }

    @Test
    void givesNobodyASlugThatSomebodyOnceHad() {
        TestMySql.db()
                .sql("INSERT INTO tenant_slug_history (slug, tenant_id) VALUES (?, ?)")
                .params(start, Uuids.toBytes(Uuids.next()))
                .update();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> create(start))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("slug_taken"));
        assertThat(tenants.bySlug(new Slug(start))).isEmpty();
    }

    @Test
    void keepsReservedNames() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> create("admin"))
                .withMessage("The name 'admin' is reserved. Choose another.")
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("slug_reserved"));
    }

    @Test
    void listsInTheOrderOfSlugs() {
        var one = create(start + "a");
        var two = create(start + "b");
        create(start + "c");

        assertThat(tenants.list(start, 2)).containsExactly(one, two);
        assertThat(tenants.list(start + "a", 1)).containsExactly(two);
    }

    @Test
    void knowsNobodyOfAnUnknownId() {
        assertThat(tenants.find(TenantId.next())).isEmpty();
    }

    private Tenant create(String slug) {
        return tenants.create(ControlContext.OPERATOR, new Slug(slug), "Test", USD);
    }
}
