package dev.atrium.keys;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway's half: all keys in memory. */
@Configuration(proxyBeanMethods = false)
public class KeysData {

    @Bean
    KeyTable keyTable() {
        return new KeyTable();
    }
}
