package dev.atrium.registry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway's half of this module. */
@Configuration(proxyBeanMethods = false)
public class RegistryData {

    @Bean
    ModelTable modelTable() {
        return new ModelTable();
    }
}
