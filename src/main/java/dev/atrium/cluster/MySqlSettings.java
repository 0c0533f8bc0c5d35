package dev.atrium.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where MySQL is, and with which accounts.
 *
 * @param url         JDBC address of the database; what our connections need is added to it
 * @param application reads and writes rows
 * @param migrator    makes and alters tables; used by the portal only
 */
@ConfigurationProperties("atrium.mysql")
public record MySqlSettings(
        @DefaultValue("jdbc:mysql://127.0.0.1:7406/atrium") String url,
        @DefaultValue Account application,
        @DefaultValue Account migrator) {

    private static final String SCHEME = "jdbc:mysql://";

    public MySqlSettings {
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "atrium.mysql.url: '%s' (expected: it begins with %s)".formatted(url, SCHEME));
        }
    }

    /**
     * One account of MySQL.
     *
     * @param user         empty where it is not configured
     * @param password     the password itself, or null where it stands in a file
     * @param passwordFile holds the password and nothing else, or null where it is given directly
     */
    public record Account(
            @DefaultValue("") String user,
            @Nullable String password,
            @Nullable Path passwordFile) {

        /**
         * The password; read anew each time, so that a changed file needs no restart.
         *
         * @throws SettingsException if the file cannot be read, or neither is configured
         */
        String secret() {
            if (password != null) {
                return password;
            }
            if (passwordFile == null) {
                throw new SettingsException(
                        "MySQL account '%s' has no password. Set its password-file under atrium.mysql."
                                .formatted(user));
            }
            try {
                return Files.readString(passwordFile).strip();
            } catch (IOException e) {
                throw new SettingsException(
                        "The password file %s of MySQL account '%s' cannot be read. Make it readable to this user."
                                .formatted(passwordFile, user),
                        e);
            }
        }

        /** Leaves the password out: a record prints every component, and this one must reach no log. */
        @Override
        public String toString() {
            return "Account[user=%s]".formatted(user);
        }
    }
}
