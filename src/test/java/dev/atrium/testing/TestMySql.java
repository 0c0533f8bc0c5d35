package dev.atrium.testing;

import dev.atrium.launcher.Console;
import dev.atrium.launcher.Home;
import dev.atrium.launcher.MySqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The one MySQL server of a test run, migrated. It starts with the first test that asks and ends with the JVM.
 * Tests share its tables: each makes its own organizations and looks at nothing else.
 */
public final class TestMySql {

    private static final List<String> MODULES =
            List.of("cluster", "audit", "tenancy", "keys", "pricing", "storage", "registry", "metering", "pool");

    private TestMySql() {}

    /** Queries as the application account, which may read and write rows. */
    public static JdbcClient db() {
        return JdbcClient.create(Running.INSTANCE.source("atrium_application", "mysql-application"));
    }

    /** Queries as the migrating account, which may do all in the database. */
    public static JdbcClient migrator() {
        return JdbcClient.create(Running.INSTANCE.source("atrium_migrator", "mysql-migrator"));
    }

    private record Running(Home home, MySqlServer server) {

        static final Running INSTANCE = start();

        private static Running start() {
            try {
                Path folder = Files.createTempDirectory("atrium-test");
                Home home = new Home(folder);
                MySqlServer server = MySqlServer.start(home, 0, Console.standard());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
                Running running = new Running(home, server);
                MODULES.forEach(running::migrate);
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void migrate(String module) {
            Flyway.configure()
                    .dataSource(source("atrium_migrator", "mysql-migrator"))
                    .locations("classpath:db/migration/" + module)
                    .table("history_of_" + module)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }

        DriverManagerDataSource source(String user, String secret) {
            String url = server.url() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
            return new DriverManagerDataSource(url, user, home.secrets().get(secret));
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
