package dev.atrium.demo;

import dev.atrium.identity.Operators;
import dev.atrium.pool.Deployments;
import dev.atrium.pricing.PriceBook;
import dev.atrium.registry.Repositories;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The demo, where it is enabled. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DemoSettings.class)
public class DemoConfiguration {

    @Bean
    @ConditionalOnBooleanProperty("atrium.demo.enabled")
    Demo demo(
            Tenants tenants,
            Objects objects,
            Repositories repositories,
            PriceBook prices,
            Deployments deployments,
            Clock clock) {
        return new Demo(tenants, objects, repositories, prices, deployments, clock);
    }

    @Bean
    @ConditionalOnBooleanProperty("atrium.demo.people")
    DemoOwners demoOwners(Tenants tenants, Members members) {
        return new DemoOwners(tenants, members);
    }

    @Bean
    @ConditionalOnBooleanProperty("atrium.demo.people")
    DemoOperator demoOperator(Operators operators) {
        return new DemoOperator(operators);
    }
}
