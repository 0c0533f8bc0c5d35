package dev.atrium.portal.playground;

import dev.atrium.keys.ShortLivedKeys;
import dev.atrium.portal.GatewayAddress;
import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.Tenant;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Calls gateways for the pages. */
class Calls implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final GatewayAddress gateway;
    private final ShortLivedKeys keys;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Calls(GatewayAddress gateway, ShortLivedKeys keys, Clock clock) {
        this.gateway = gateway;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Calls in the name of a person, paid by an organization.
     *
     * @param allowed whether the person may call for it still
     */
    Caller of(Tenant organization, PersonId person, BooleanSupplier allowed) {
        return new Caller(gateway::alive, keys, http, clock, organization, person, allowed);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
