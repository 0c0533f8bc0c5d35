package dev.atrium.chaos;

import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.cluster.Databases;
import dev.atrium.cluster.Migrations;
import dev.atrium.cluster.MySqlSettings;
import dev.atrium.launcher.Console;
import dev.atrium.launcher.Home;
import dev.atrium.launcher.MySqlServer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real MySQL that goes away and comes back on the same port. */
final class ChaosMySql implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final Home home;
    private final MySqlSettings settings;
    private MySqlServer server;
    private final HikariDataSource source;

    /** Starts it, with all tables. */
    ChaosMySql(Home home) {
        this.home = home;
        server = MySqlServer.start(home, 0, Console.standard());
        settings = new MySqlSettings(server.url(), account("application"), account("migrator"));
        try (var migrator = Databases.migrator(settings)) {
            Migrations.run(migrator);
        }
        source = Databases.application(settings, CONNECTIONS, "chaos");
    }

    private MySqlSettings.Account account(String name) {
        return new MySqlSettings.Account("atrium_" + name, null, home.secrets().file("mysql-" + name));
    }

    String url() {
        return settings.url();
    }

    JdbcClient db() {
        return JdbcClient.create(source);
    }

    void stop() {
        server.close();
    }

    void startAgain() {
        server = MySqlServer.start(home, server.port(), Console.standard());
    }

    @Override
    public void close() {
        source.close();
        server.kill();
    }
}
