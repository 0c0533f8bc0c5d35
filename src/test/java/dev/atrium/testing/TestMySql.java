package dev.atrium.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.cluster.Databases;
import dev.atrium.cluster.Migrations;
import dev.atrium.cluster.MySqlSettings;
import dev.atrium.launcher.Console;
import dev.atrium.launcher.Home;
import dev.atrium.launcher.MySqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The one MySQL server of a test run, migrated. It starts with the first test that asks and ends with the JVM.
 * Tests share its tables: each makes its own organizations and looks at nothing else.
 */
public final class TestMySql {

    private static final int CONNECTIONS = 8;

    private TestMySql() {}

    /** For tests that open pools of their own. */
    public static MySqlSettings settings() {
        return Running.INSTANCE.settings;
    }

    /** Connections of the application account, which may read and write rows. */
    public static HikariDataSource source() {
        return Running.INSTANCE.application;
    }

    /** Queries as the application account. */
    public static JdbcClient db() {
        return JdbcClient.create(source());
    }

    /** Queries as the migrating account, which may do all in the database. */
    public static JdbcClient migrator() {
        return JdbcClient.create(Running.INSTANCE.migrator);
    }

    private record Running(MySqlSettings settings, HikariDataSource application, HikariDataSource migrator) {

        static final Running INSTANCE = start();

        private static Running start() {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mysql-")
                        .toAbsolutePath();
                Home home = new Home(folder);
                MySqlServer server = MySqlServer.start(home, 0, Console.standard());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
                MySqlSettings settings =
                        new MySqlSettings(server.url(), account(home, "application"), account(home, "migrator"));
                HikariDataSource migrator = Databases.migrator(settings);
                Migrations.run(migrator);
                return new Running(settings, Databases.application(settings, CONNECTIONS, "tests"), migrator);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static MySqlSettings.Account account(Home home, String name) {
            return new MySqlSettings.Account(
                    "atrium_" + name, null, home.secrets().file("mysql-" + name));
        }

        private static void end(MySqlServer server, Path folder) {
            server.kill();
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
