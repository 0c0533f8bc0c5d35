package dev.atrium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.FeedReader;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import dev.atrium.testing.TestMySql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys with which Atrium calls in the name of a person. */
class JdbcShortLivedKeysIT {

    @TempDir
    private Path home;

    private final SettableClock clock = new SettableClock();
    private final PersonId ada = PersonId.next();
    private ControlContext portal;
    private ShortLivedKeys keys;
    private TenantId acme;
    private ProjectId project;

    @BeforeEach
    void start() {
        portal = new ControlContext(home, clock);
        keys = portal.bean(ShortLivedKeys.class);
        acme = portal.tenant("acme");
        project = project(acme);
        portal.bean(Members.class).add(ControlContext.OPERATOR, acme, ada, MemberRole.DEVELOPER);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void aGatewayKnowsWhoseCallsTheyAreUntilTheyEnd() {
        var issued = issue(acme, project);

        var table = table();

        assertThat(table.check(issued.secret().spelled(), clock.instant()))
                .isInstanceOfSatisfying(KeyCheck.Valid.class, valid -> {
                    assertThat(valid.key().tenant()).isEqualTo(acme);
                    assertThat(valid.key().project()).isEqualTo(project);
                    assertThat(valid.key().onBehalf()).isEqualTo(new OnBehalf(ada, OnBehalf.Part.PLAYGROUND));
                });
        clock.advance(ShortLivedKeys.LIFE);
        assertThat(table.check(issued.secret().spelled(), clock.instant())).isInstanceOf(KeyCheck.Expired.class);
    }

    @Test
    void theyAreNotAmongTheKeysOfTheOrganization() {
        issue(acme, project);

        assertThat(portal.bean(ApiKeys.class).of(acme, null, 10)).isEmpty();
    }

    @Test
    void refusesWhoDoesNotBelongThereAndProjectsOfOthers() {
        var globex = portal.tenant("globex");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> issue(globex, project(globex)))
                .withMessage("You do not belong to this organization. Ask an owner to invite you.");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> issue(acme, project(globex)))
                .withMessage("There is no project %s in this organization.", project(globex));
    }

    @Test
    void anHourAfterTheirEndTheyAreGone() {
        var issued = issue(acme, project);
        var cleaning = portal.bean(ShortLivedCleaning.class);
        var sightings = new KeySightings();
        sightings.used(issued.key().id(), acme, clock.instant());
        new SightingWriter(sightings, new JdbcTemplate(TestMySql.source())).tellOrKeep();

        clock.advance(ShortLivedKeys.LIFE.plus(ShortLivedCleaning.KEPT));
        cleaning.run();
        assertThat(table().check(issued.secret().spelled(), clock.instant())).isInstanceOf(KeyCheck.Expired.class);
        clock.advance(Duration.ofSeconds(1));
        cleaning.run();

        assertThat(table().check(issued.secret().spelled(), clock.instant())).isInstanceOf(KeyCheck.Unknown.class);
        assertThat(TestMySql.db()
                        .sql("SELECT COUNT(*) FROM api_key_use WHERE tenant_id = :tenant")
                        .param("tenant", Columns.id(acme))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private IssuedKey issue(TenantId tenant, ProjectId in) {
        return keys.issue(tenant, in, new OnBehalf(ada, OnBehalf.Part.PLAYGROUND));
    }

    private ProjectId project(TenantId tenant) {
        return portal.bean(Tenants.class).find(tenant).orElseThrow().defaultProject();
    }

    /** As a gateway that starts now has it in memory. */
    private KeyTable table() {
        var table = new KeyTable();
        var reader = new FeedReader(
                TestMySql.db(), List.of(table), home.resolve("snapshot-%d.json".formatted(System.nanoTime())), clock);
        reader.start();
        reader.stop();
        return table;
    }
}
