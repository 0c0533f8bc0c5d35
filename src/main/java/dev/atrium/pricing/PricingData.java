package dev.atrium.pricing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway's half: all prices in memory. */
@Configuration(proxyBeanMethods = false)
public class PricingData {

    @Bean
    PriceTable priceTable() {
        return new PriceTable();
    }
}
