package dev.atrium.pool;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway's half of this module. */
@Configuration(proxyBeanMethods = false)
public class PoolData {

    @Bean
    DeploymentTable deploymentTable() {
        return new DeploymentTable();
    }

    @Bean
    RouteTable routeTable() {
        return new RouteTable();
    }
}
