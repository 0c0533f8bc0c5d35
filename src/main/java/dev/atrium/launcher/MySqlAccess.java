package dev.atrium.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How roles reach MySQL, as variables of their environment. */
record MySqlAccess(Map<String, String> portal) {

    private static final String URL = "ATRIUM_MYSQL_URL";

    /** Access to the MySQL child. */
    static MySqlAccess child(MySqlServer server, Secrets secrets) {
        return new MySqlAccess(Map.of(
                URL,
                server.url(),
                "ATRIUM_MYSQL_APPLICATION_USER",
                MySqlAccounts.APPLICATION,
                "ATRIUM_MYSQL_APPLICATION_PASSWORD_FILE",
                secrets.file("mysql-application").toString(),
                "ATRIUM_MYSQL_MIGRATOR_USER",
                MySqlAccounts.MIGRATOR,
                "ATRIUM_MYSQL_MIGRATOR_PASSWORD_FILE",
                secrets.file("mysql-migrator").toString()));
    }

    /**
     * Access to an existing MySQL, or empty when none is configured. Roles inherit its variables as they are.
     *
     * @throws CommandException when an account or its password is missing
     */
    static Optional<MySqlAccess> existing(Variables variables) {
        if (variables.text(URL).isEmpty()) {
            return Optional.empty();
        }
        for (String account : List.of("ATRIUM_MYSQL_APPLICATION", "ATRIUM_MYSQL_MIGRATOR")) {
            if (variables.text(account + "_USER").isEmpty()) {
                throw new CommandException("%s is set, so %s_USER must be too.".formatted(URL, account));
            }
            if (variables.text(account + "_PASSWORD").isEmpty()
                    && variables.text(account + "_PASSWORD_FILE").isEmpty()) {
                throw new CommandException(
                        "%1$s is set, so %2$s_PASSWORD or %2$s_PASSWORD_FILE must be too.".formatted(URL, account));
            }
            variables.path(account + "_PASSWORD_FILE").ifPresent(file -> requireReadable(account, file));
        }
        return Optional.of(new MySqlAccess(Map.of()));
    }

    private static void requireReadable(String account, Path file) {
        if (!Files.isReadable(file)) {
            throw new CommandException(
                    "%s_PASSWORD_FILE: %s (expected: a file that you may read)".formatted(account, file));
        }
    }

    /** Workers never see MySQL. */
    static void hide(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("ATRIUM_MYSQL_"));
    }
}
