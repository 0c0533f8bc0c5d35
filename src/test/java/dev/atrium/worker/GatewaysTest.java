package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.agent.GatewayToken;
import dev.atrium.agent.Heartbeat.GatewayKey;
import dev.atrium.agent.SigningKey;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.WorkerId;
import dev.atrium.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaysTest {

    private static final WorkerId WORKER = WorkerId.next();

    private final SettableClock clock = new SettableClock();
    private final SigningKey key = SigningKey.generate();
    private final ProcessId gateway = ProcessId.next();

    @TempDir
    private Path folder;

    private Identity identity;
    private Gateways gateways;

    @BeforeEach
    void join() {
        identity = Identity.load(folder.resolve("identity"));
        identity.joinedAs(WORKER);
        gateways = new Gateways(identity, clock);
        gateways.replaceBy(List.of(new GatewayKey(gateway, key.publicKey())));
    }

    @Test
    void admitsAGatewayUntilItsTokenExpires() {
        var token = token(key);

        assertThat(gateways.admits(token)).isTrue();
        clock.advance(Duration.ofSeconds(59));
        assertThat(gateways.admits(token)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(gateways.admits(token)).isFalse();
    }

    @Test
    void refusesAGatewayThatIsNotNamedAnyMore() {
        var token = token(key);
        gateways.admits(token);

        gateways.replaceBy(List.of());

        assertThat(gateways.admits(token)).isFalse();
    }

    @Test
    void refusesTokensOfOthers() {
        assertThat(gateways.admits(token(SigningKey.generate()))).isFalse();
        assertThat(gateways.admits("")).isFalse();
    }

    @Test
    void refusesTokensOfTheWorkerThatItWas() {
        var token = token(key);
        gateways.admits(token);

        identity.forget();

        assertThat(gateways.admits(token)).isFalse();
        identity.joinedAs(WorkerId.next());
        assertThat(gateways.admits(token)).isFalse();
    }

    private String token(SigningKey by) {
        return new GatewayToken(gateway, WORKER, clock.instant().plusSeconds(60)).signedBy(by);
    }
}
