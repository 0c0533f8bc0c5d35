package dev.atrium.portal.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.KeySecret;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Tenant;
import dev.atrium.testing.SettableClock;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which gateway the playground calls where there are none or several. */
class GatewaysTest {

    private static final Tenant ACME =
            new Tenant(TenantId.next(), new Slug("acme"), "Acme", Currency.getInstance("USD"), ProjectId.next());
    private static final String AWAY = CallFailed.GATEWAY_AWAY;

    private final StandInGateway dead = new StandInGateway();
    private final StandInGateway first = new StandInGateway();
    private final StandInGateway second = new StandInGateway();
    private final SettableClock clock = new SettableClock();
    private final HttpClient http = HttpClient.newHttpClient();

    GatewaysTest() {
        dead.close();
        first.answer(exchange -> StandInGateway.whole(exchange, 200, "{}"));
        second.answer(exchange -> StandInGateway.whole(exchange, 200, "{}"));
    }

    @AfterEach
    void stop() {
        http.close();
        first.close();
        second.close();
    }

    @Test
    void oneThatDiedIsPassedOverForOneThatLives() throws Exception {
        var caller = calling(dead.address(), second.address(), first.address());

        try (var body = call(caller)) {
            assertThat(body).hasContent("{}");
        }

        assertThat(second.bodies).hasSize(1);
        assertThat(first.bodies).isEmpty();
    }

    @Test
    void aCallThatWasHeardIsNotMadeTwice() {
        first.answer(exchange -> exchange.close());

        var caller = calling(first.address(), second.address());

        assertThatThrownBy(() -> call(caller)).isInstanceOfSatisfying(CallFailed.class, GatewaysTest::isAway);
        assertThat(second.bodies).isEmpty();
    }

    @Test
    void whereNoneListensNoneAnswers() {
        for (var caller : List.of(calling(), calling(dead.address(), dead.address()))) {
            assertThatThrownBy(() -> call(caller)).isInstanceOfSatisfying(CallFailed.class, GatewaysTest::isAway);
        }
    }

    private static void isAway(CallFailed failure) {
        assertThat(failure.code()).isEqualTo(AWAY);
    }

    private static InputStream call(Caller caller) throws Exception {
        return caller.post("/v1/chat/completions", Map.of(), new HangUp()).body();
    }

    private Caller calling(URI... gateways) {
        return new Caller(
                () -> List.of(gateways),
                (tenant, project, onBehalf) -> {
                    var secret = KeySecret.random();
                    var now = clock.instant();
                    var end = now.plusSeconds(600);
                    return new IssuedKey(
                            new ApiKey(
                                    ApiKeyId.next(),
                                    tenant,
                                    project,
                                    "playground",
                                    secret.hint(),
                                    now,
                                    end,
                                    null,
                                    onBehalf),
                            secret);
                },
                http,
                clock,
                ACME,
                PersonId.next(),
                () -> true);
    }
}
