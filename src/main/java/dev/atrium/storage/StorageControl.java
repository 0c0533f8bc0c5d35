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
    ObjectFolder objectFolder(StorageSettings settings, @Value("${atrium.home}") Path home) throws IOException {
        return new ObjectFolder(settings.folderIn(home));
    }

    @Bean
    Objects objects(ObjectFolder folder, JdbcClient db, Clock clock) {
        return new LocalObjects(folder, db, clock);
    }

    @Bean
    IncomingCleaning incomingCleaning(ObjectFolder folder, Clock clock) {
        return new IncomingCleaning(folder, clock);
    }
}
