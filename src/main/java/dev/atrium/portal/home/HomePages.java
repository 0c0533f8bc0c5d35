package dev.atrium.portal.home;

import dev.atrium.keys.ApiKeys;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageReports;
import dev.atrium.pool.Replicas;
import dev.atrium.portal.usage.VersionNames;
import dev.atrium.pricing.PriceBook;
import dev.atrium.registry.Catalog;
import dev.atrium.tenancy.Members;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the start of an organization needs. */
@Configuration(proxyBeanMethods = false)
public class HomePages {

    @Bean
    Readers readers(Members members, ApiKeys keys, Clock clock) {
        return new Readers(members, keys, clock);
    }

    @Bean
    Calls calls(
            Readers readers, UsageEvents events, UsageReports reports, ApiKeys keys, VersionNames names, Clock clock) {
        return new Calls(readers, events, reports, keys, names, clock);
    }

    @Bean
    News news(Catalog catalog, PriceBook prices, Replicas replicas, ApiKeys keys, VersionNames names, Clock clock) {
        return new News(catalog, prices, replicas, keys, names, clock);
    }

    @Bean
    Today today(Readers readers, Calls calls, UsageReports reports, Clock clock) {
        return new Today(readers, calls, reports, clock);
    }
}
