package dev.atrium.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.FeedReader;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.TestMySql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcPriceBookIT {

    private static final Instant NOW = Instant.parse("2041-05-01T10:00:00Z");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @TempDir
    private static Path home;

    private static ControlContext context;

    private PriceBook prices;
    private final TenantId publisher = TenantId.next();
    private final RepositoryId model = RepositoryId.next();

    @BeforeAll
    static void open() {
        context = new ControlContext(home, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeEach
    void find() {
        prices = context.bean(PriceBook.class);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void beginsTheFirstPriceAtOnce() {
        var price = publish(USD, 20_000, null);

        assertThat(price.validFrom()).isEqualTo(NOW);
        assertThat(prices.of(model)).containsExactly(price);
    }

    @Test
    void beginsALaterPriceFiveMinutesAhead() {
        var first = publish(USD, 20_000, null);
        var second = publish(USD, 30_000, null);

        assertThat(second.validFrom()).isEqualTo(NOW.plusSeconds(300));
        assertThat(prices.of(model)).containsExactly(second, first);
    }

    @Test
    void currentIsWhatBeganLastInTheCurrency() {
        var first = publish(USD, 20_000, null);
        publish(USD, 30_000, null);
        publish(EUR, 18_000, null);

        assertThat(prices.current(USD, List.of(model, RepositoryId.next()))).isEqualTo(Map.of(model, first));
        assertThat(prices.current(Currency.getInstance("CNY"), List.of(model))).isEmpty();
        assertThat(prices.current(USD, List.of())).isEmpty();
    }

    @Test
    void aChangeIsWhatAsksSomethingElseThanBefore() {
        var first = publish(USD, 20_000, null);
        var second = publish(USD, 30_000, null);
        publish(USD, 30_000, NOW.plusSeconds(600));
        publish(EUR, 18_000, NOW.plusSeconds(600));

        assertThat(changes(USD, NOW)).containsExactly(second);
        assertThat(changes(USD, second.validFrom())).containsExactly(second);
        assertThat(changes(USD, second.validFrom().plusMillis(1))).isEmpty();
        assertThat(changes(EUR, NOW)).isEmpty();
        assertThat(first.asksAs(second)).isFalse();
    }

    private List<PriceVersion> changes(Currency currency, Instant since) {
        return prices.changes(currency, since, 100).stream()
                .filter(price -> price.model().equals(model))
                .toList();
    }

    @Test
    void treatsEachCurrencyAlone() {
        publish(USD, 20_000, null);

        assertThat(publish(EUR, 18_000, null).validFrom()).isEqualTo(NOW);
    }

    @Test
    void refusesAPriceThatGatewaysCouldNotKnowInTime() {
        publish(USD, 20_000, null);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> publish(USD, 30_000, NOW.plusSeconds(299)))
                .withMessage("The price would begin at 2041-05-01T10:04:59Z, before every gateway knows it."
                        + " Let it begin at 2041-05-01T10:05:00Z or later.")
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("price_too_soon"));
    }

    @Test
    void refusesAPriceWithoutMeters() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () -> prices.publish(ControlContext.OPERATOR, publisher, model, USD, Map.of(), 10_000, null))
                .withMessage("The price names no meter. Free is an explicit 0 for one of them.");
    }

    @Test
    void writesWhatItCosts() {
        var price = publish(USD, 20_000, null);

        assertThat(context.bean(AuditLog.class).of(publisher, null, 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.subject()).isEqualTo(price.id().text());
                    assertThat(entry.detail())
                            .containsEntry("pico_per_input_tokens", "20000")
                            .containsEntry("currency", "USD");
                });
    }

    /** What gateways know of a price, through the feed. */
    @Test
    void reachesTheTableOfAGateway() {
        var price = publish(USD, 20_000, null);
        var table = new PriceTable();
        var reader = new FeedReader(TestMySql.db(), List.of(table), home.resolve("snapshot.json"), Clock.systemUTC());
        reader.start();
        reader.stop();

        assertThat(table.at(model, USD, NOW)).contains(price);
        assertThat(table.at(model, USD, NOW.minusSeconds(1))).isEmpty();
        assertThat(table.at(model, EUR, NOW)).isEmpty();
    }

    private PriceVersion publish(Currency currency, long pico, @Nullable Instant validFrom) {
        return prices.publish(
                ControlContext.OPERATOR,
                publisher,
                model,
                currency,
                Map.of(Meter.INPUT_TOKENS, pico, Meter.OUTPUT_TOKENS, 0L),
                10_000,
                validFrom);
    }
}
