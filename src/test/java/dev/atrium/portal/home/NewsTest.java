package dev.atrium.portal.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.portal.KeysOfTest;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.Shelf;
import dev.atrium.portal.home.Change.Kind;
import dev.atrium.pricing.Meter;
import dev.atrium.registry.CallableModel;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewsTest {

    /** When everything on the shelf was published and priced. */
    private static final Instant PUBLISHED = Instant.parse("2031-05-06T12:00:00Z");

    private final Shelf shelf = new Shelf();
    private final KeysOfTest keys = KeysOfTest.empty();
    private final List<Replica> copies = new ArrayList<>();

    @Test
    void modelsThatMayNotBeCalledAreNoNews() {
        price(shelf.add("globex/open", PortalTest.GLOBEX.id(), Visibility.PUBLIC, ModelTask.CHAT));
        price(shelf.add("globex/secret", PortalTest.GLOBEX.id(), Visibility.PRIVATE, ModelTask.CHAT));

        assertThat(newsAt(PUBLISHED.plus(News.SPAN)))
                .containsExactlyInAnyOrder(
                        new Change(Kind.VERSION, "globex/open@v3", PUBLISHED),
                        new Change(Kind.PRICE, "globex/open", PUBLISHED));
        assertThat(newsAt(PUBLISHED.plus(News.SPAN).plusMillis(1))).isEmpty();
    }

    @Test
    void aPriceThatBeginsLaterIsAhead() {
        price(shelf.add("globex/open", PortalTest.GLOBEX.id(), Visibility.PUBLIC, ModelTask.CHAT));

        assertThat(newsAt(PUBLISHED.minusSeconds(1))).contains(new Change(Kind.PRICE_AHEAD, "globex/open", PUBLISHED));
    }

    @Test
    void copiesThatCameUpOrFailedAreNewsOncePerVersion() {
        var version = VersionId.next();
        copy(version, ReplicaState.READY, PUBLISHED);
        copy(version, ReplicaState.READY, PUBLISHED.plusSeconds(5));
        copy(version, ReplicaState.FAILED, PUBLISHED.plusSeconds(9));
        copy(version, ReplicaState.LOADING, PUBLISHED.plusSeconds(10));

        assertThat(newsAt(PUBLISHED.plusSeconds(20)))
                .containsExactly(
                        new Change(Kind.FAILED, "acme/mini@v3", PUBLISHED.plusSeconds(9)),
                        new Change(Kind.READY, "acme/mini@v3", PUBLISHED.plusSeconds(5)));
    }

    @Test
    void keysAreNewsWhenTheyAreMadeAndWhenTheyEnd() {
        var end = PUBLISHED.plus(Duration.ofDays(30));
        keys.add(PortalTest.ACME, "night job", PUBLISHED, end, null);
        keys.add(PortalTest.ACME, "gone", PUBLISHED, end, PUBLISHED.plusSeconds(1));

        assertThat(newsAt(PUBLISHED.plusSeconds(2)))
                .containsExactly(
                        new Change(Kind.KEY_REVOKED, "gone", PUBLISHED.plusSeconds(1)),
                        new Change(Kind.KEY_MADE, "gone", PUBLISHED),
                        new Change(Kind.KEY_MADE, "night job", PUBLISHED));
        assertThat(newsAt(end.minus(Duration.ofDays(7)).minusMillis(1))).isEmpty();
        assertThat(newsAt(end.minus(Duration.ofDays(7)))).containsExactly(new Change(Kind.KEY_ENDS, "night job", end));
        assertThat(newsAt(end)).containsExactly(new Change(Kind.KEY_ENDED, "night job", end));
    }

    @Test
    void theNewestEightAreShown() {
        for (var second = 0; second < 12; second++) {
            copy(VersionId.next(), ReplicaState.READY, PUBLISHED.plusSeconds(second));
        }

        assertThat(newsAt(PUBLISHED.plus(Duration.ofDays(1))))
                .hasSize(8)
                .extracting(Change::at)
                .startsWith(PUBLISHED.plusSeconds(11))
                .endsWith(PUBLISHED.plusSeconds(4));
    }

    @Test
    void manyKeysDoNotHideTheRest() {
        for (var second = 1; second <= 9; second++) {
            keys.add(PortalTest.ACME, "key " + second, PUBLISHED.plusSeconds(second), null, null);
        }
        copy(VersionId.next(), ReplicaState.READY, PUBLISHED);

        assertThat(newsAt(PUBLISHED.plus(Duration.ofDays(1))))
                .extracting(Change::about)
                .containsExactly("key 9", "key 8", "key 7", "key 6", "acme/mini@v3");
    }

    private void price(CallableModel model) {
        shelf.price(model, "USD", Map.of(Meter.INPUT_TOKENS, 20_000L));
    }

    private void copy(VersionId version, ReplicaState state, Instant changedAt) {
        copies.add(new Replica(
                ReplicaId.next(),
                DeploymentId.next(),
                PortalTest.ACME.id(),
                version,
                null,
                state,
                "",
                null,
                changedAt));
    }

    private List<Change> newsAt(Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new News(shelf, shelf, new Copies(copies), keys, (_, _) -> Optional.of("acme/mini@v3"), clock)
                .of(PortalTest.ADA, PortalTest.ACME);
    }

    private record Copies(List<Replica> all) implements Replicas {

        @Override
        public List<Replica> of(TenantId tenant) {
            return all.stream().filter(copy -> copy.tenant().equals(tenant)).toList();
        }
    }
}
