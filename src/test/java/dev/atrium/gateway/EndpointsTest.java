package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.server.ServiceConfig;
import org.junit.jupiter.api.Test;

/** Nothing is served that is not metered, but for a closed list. */
class EndpointsTest {

    @Test
    void everyEndpointIsMeteredOrInTheClosedList() {
        try (var gateway = new TestGateway()) {
            var services = gateway.gateway().server().config().serviceConfigs();

            var unmetered = services.stream()
                    .filter(config -> config.service().as(Metered.class) == null)
                    .map(EndpointsTest::nameOf)
                    .toList();

            unmetered.forEach(name -> System.out.println("not metered: " + name));
            assertThat(unmetered)
                    .containsExactlyInAnyOrderElementsOf(Endpoints.UNMETERED.stream()
                            .map(Endpoints.Unmetered::pattern)
                            .toList());
            assertThat(services.size() - unmetered.size()).isEqualTo(MeteredEndpoint.values().length);
        }
    }

    private static String nameOf(ServiceConfig config) {
        var route = config.route();
        return route.methods().iterator().next() + " " + route.patternString();
    }
}
