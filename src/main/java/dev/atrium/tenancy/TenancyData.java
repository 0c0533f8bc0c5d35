package dev.atrium.tenancy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway's half: all organizations in memory. */
@Configuration(proxyBeanMethods = false)
public class TenancyData {

    @Bean
    TenantTable tenantTable() {
        return new TenantTable();
    }
}
