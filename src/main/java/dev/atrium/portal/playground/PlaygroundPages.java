package dev.atrium.portal.playground;

import dev.atrium.keys.ShortLivedKeys;
import dev.atrium.portal.GatewayAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the playground needs. */
@Configuration(proxyBeanMethods = false)
public class PlaygroundPages {

    @Bean
    Calls playgroundCalls(GatewayAddress gateway, ShortLivedKeys keys, Clock clock) {
        return new Calls(gateway, keys, clock);
    }
}
