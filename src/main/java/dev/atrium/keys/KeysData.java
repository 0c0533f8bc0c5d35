package dev.atrium.keys;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The gateway's half: all keys in memory, and what it sees of them. */
@Configuration(proxyBeanMethods = false)
public class KeysData {

    @Bean
    KeyTable keyTable() {
        return new KeyTable();
    }

    @Bean
    KeySightings keySightings() {
        return new KeySightings();
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    SightingWriter sightingWriter(KeySightings sightings, JdbcTemplate db) {
        return new SightingWriter(sightings, db);
    }
}
