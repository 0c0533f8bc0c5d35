package dev.atrium.cluster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Pools of connections to MySQL. A pool starts although MySQL is away, gives up on a connection within seconds,
 * and finds its way back by itself.
 */
public final class Databases {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(4);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    /** Migrations and partitions copy whole tables. */
    private static final Duration MIGRATOR_SOCKET_TIMEOUT = Duration.ofMinutes(30);

    private static final int MIGRATOR_CONNECTIONS = 2;
    private static final List<String> LOOPBACK = List.of("localhost", "127.", "[::1]", "address=(host=127.");

    private Databases() {}

    /**
     * @param poolSize most connections at once
     * @param name     of the pool, in logs and metrics
     */
    public static HikariDataSource application(MySqlSettings settings, int poolSize, String name) {
        return pool(settings, settings.application(), poolSize, name, SOCKET_TIMEOUT);
    }

    /** Few connections that may make and alter tables. */
    public static HikariDataSource migrator(MySqlSettings settings) {
        return pool(settings, settings.migrator(), MIGRATOR_CONNECTIONS, "migrator", MIGRATOR_SOCKET_TIMEOUT);
    }

    private static HikariDataSource pool(
            MySqlSettings settings, MySqlSettings.Account account, int size, String name, Duration socketTimeout) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(account.user());
        config.setPassword(account.secret());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setDataSourceProperties(connectionProperties(settings.url(), socketTimeout));
        return new HikariDataSource(config);
    }

    /** What stands in the address itself wins over these. */
    static Properties connectionProperties(String url, Duration socketTimeout) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "rewriteBatchedStatements", "true",
                "connectionTimeZone", "UTC",
                "forceConnectionTimeZoneToSession", "true",
                "characterEncoding", "UTF-8",
                "connectTimeout", Long.toString(CONNECT_TIMEOUT.toMillis()),
                "socketTimeout", Long.toString(socketTimeout.toMillis()),
                "tcpKeepAlive", "true"));
        if (isLoopback(url)) {
            properties.setProperty("sslMode", "DISABLED");
            properties.setProperty("allowPublicKeyRetrieval", "true");
        } else {
            properties.setProperty("sslMode", "REQUIRED");
        }
        properties.keySet().removeIf(key -> url.contains("?" + key + "=") || url.contains("&" + key + "="));
        return properties;
    }

    private static boolean isLoopback(String url) {
        var rest = url.substring(url.indexOf("//") + 2).toLowerCase(Locale.ROOT);
        return LOOPBACK.stream().anyMatch(rest::startsWith);
    }
}
