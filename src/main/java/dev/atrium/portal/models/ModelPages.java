package dev.atrium.portal.models;

import dev.atrium.pool.ServedVersions;
import dev.atrium.portal.DestinationSource;
import dev.atrium.portal.Viewer;
import dev.atrium.pricing.PriceBook;
import dev.atrium.registry.Catalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the pages about models need. */
@Configuration(proxyBeanMethods = false)
public class ModelPages {

    @Bean
    Offers offers(Catalog catalog, PriceBook prices, ServedVersions served) {
        return new Offers(catalog, prices, served);
    }

    @Bean
    DestinationSource modelDestinations(Viewer viewer, Catalog catalog) {
        return new ModelDestinations(viewer, catalog);
    }
}
