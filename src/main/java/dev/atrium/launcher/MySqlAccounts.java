package dev.atrium.launcher;

import java.util.List;

/**
 * The accounts of a MySQL child and what each may do. Passwords are letters and digits.
 *
 * @param root        for the operator, over the Unix socket only
 * @param migrator    changes the schema of the database {@code atrium}
 * @param application reads and writes rows of the database {@code atrium}, nothing more
 */
record MySqlAccounts(String root, String migrator, String application) {

    static final String DATABASE = "atrium";
    static final String MIGRATOR = "atrium_migrator";
    static final String APPLICATION = "atrium_application";

    static MySqlAccounts of(Secrets secrets) {
        return new MySqlAccounts(
                secrets.get("mysql-root"), secrets.get("mysql-migrator"), secrets.get("mysql-application"));
    }

    /**
     * Statements, one per line as MySQL's init file wants them, that bring a server to these accounts from any
     * state: they run at every start, so a restored or older data folder agrees with the secrets.
     */
    String initFile() {
        return String.join(
                "\n",
                List.of(
                        "CREATE DATABASE IF NOT EXISTS atrium CHARACTER SET utf8mb4;",
                        "ALTER USER 'root'@'localhost' IDENTIFIED BY '%s';".formatted(root),
                        account(MIGRATOR, migrator),
                        "GRANT ALL ON atrium.* TO '%s'@'127.0.0.1';".formatted(MIGRATOR),
                        account(APPLICATION, application),
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON atrium.* TO '%s'@'127.0.0.1';".formatted(APPLICATION),
                        ""));
    }

    private static String account(String name, String password) {
        return "CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';\nALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';"
                .formatted(name, password);
    }

    @Override
    public String toString() {
        return "MySqlAccounts[]";
    }
}
