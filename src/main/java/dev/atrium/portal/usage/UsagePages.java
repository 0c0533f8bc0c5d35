package dev.atrium.portal.usage;

import dev.atrium.identity.People;
import dev.atrium.keys.ApiKeys;
import dev.atrium.metering.UsageReports;
import dev.atrium.registry.Catalog;
import dev.atrium.registry.Repositories;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the pages of usage need. */
@Configuration(proxyBeanMethods = false)
public class UsagePages {

    @Bean
    CallNames callNames(ApiKeys keys, People people) {
        return new StoredNames(keys, people);
    }

    @Bean
    VersionNames versionNames(Repositories repositories, Catalog catalog) {
        return VersionNames.stored(repositories, catalog);
    }

    @Bean
    VisibleUsage visibleUsage(UsageReports reports, CallNames names, VersionNames versions, Clock clock) {
        return new VisibleUsage(reports, names, versions, clock);
    }
}
