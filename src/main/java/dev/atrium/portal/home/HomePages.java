package dev.atrium.portal.home;

import dev.atrium.keys.ApiKeys;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageReports;
import dev.atrium.registry.Repositories;
import dev.atrium.tenancy.Members;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the start of an organization needs. */
@Configuration(proxyBeanMethods = false)
public class HomePages {

    @Bean
    VersionNames versionNames(Repositories repositories) {
        return version -> repositories
                .manifest(version)
                .map(manifest -> "%s@v%d".formatted(manifest.modelPath(), manifest.number()));
    }

    @Bean
    Calls calls(Members members, UsageEvents events, ApiKeys keys, VersionNames names) {
        return new Calls(members, events, keys, names);
    }

    @Bean
    Today today(Calls calls, UsageReports reports, Clock clock) {
        return new Today(calls, reports, clock);
    }
}
