package dev.atrium.cluster;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema to the state that this version of Atrium needs. Each module has its own folder of migrations
 * and its own history, so that modules number theirs independently.
 */
public final class Migrations {

    /** A module stands behind those that it may use. */
    static final List<String> MODULES = List.of(
            "cluster", "audit", "identity", "tenancy", "keys", "pricing", "storage", "registry", "metering", "pool");

    private static final String LOCATION = "classpath:db/migration/";

    private Migrations() {}

    /**
     * Applies what is missing. Several portals may call it at once: the later ones wait.
     *
     * @param migrator an account that may make and alter tables
     */
    public static void run(DataSource migrator) {
        MODULES.forEach(module -> migrate(migrator, module));
    }

    private static void migrate(DataSource migrator, String module) {
        var flyway = Flyway.configure()
                .dataSource(migrator)
                .locations(LOCATION + module)
                .table("history_of_" + module)
                // The schema is not empty once the first module is in; each history begins before its V1.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
        // Each migration is one statement, and MySQL undoes a statement that fails: what failed before left nothing
        // but this note, which would keep it from being tried again once the reason is gone.
        if (Arrays.stream(flyway.info().all())
                .anyMatch(migration -> migration.getState().isFailed())) {
            flyway.repair();
        }
        flyway.migrate();
    }
}
