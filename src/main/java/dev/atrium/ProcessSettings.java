package dev.atrium;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one process is.
 *
 * @param roles what it runs, in this order; a second role in one process shares nothing with the first but the JVM
 * @param home  data folder of the installation
 * @param logs  how log lines look
 */
@ConfigurationProperties("atrium")
record ProcessSettings(
        @DefaultValue({"portal", "gateway"}) List<Role> roles,
        @Nullable Path home,
        @DefaultValue("json") LogFormat logs) {

    /** How log lines look. */
    enum LogFormat {
        JSON,
        TEXT
    }

    public ProcessSettings {
        roles = roles.stream().distinct().sorted().toList();
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("atrium.roles: none (expected: portal, gateway or worker)");
        }
        if (home == null) {
            throw new IllegalArgumentException("atrium.home: none (expected: the data folder of the installation)");
        }
        home = home.toAbsolutePath().normalize();
    }
}
