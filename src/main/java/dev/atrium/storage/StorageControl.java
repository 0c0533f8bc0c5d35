package dev.atrium.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The portal's half of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
public class StorageControl {

    @Bean
    Objects objects(StorageSettings settings, @Value("${atrium.home}") Path home, JdbcClient db, Clock clock)
            throws IOException {
        return new LocalObjects(new ObjectFolder(settings.folderIn(home)), db, clock);
    }
}
