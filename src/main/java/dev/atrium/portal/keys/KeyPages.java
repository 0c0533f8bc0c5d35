package dev.atrium.portal.keys;

import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Processes;
import dev.atrium.portal.GatewayAddress;
import dev.atrium.portal.kit.Live;
import dev.atrium.portal.models.Offers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the pages about keys need. */
@Configuration(proxyBeanMethods = false)
public class KeyPages {

    @Bean
    ReadyCall readyCall(Offers offers, GatewayAddress gateway) {
        return new OfferedCall(offers, gateway::forPrograms);
    }

    @Bean
    Revocations revocations(ChangeFeed feed, Processes processes, Live live) {
        return new Revocations(feed, processes, live);
    }
}
