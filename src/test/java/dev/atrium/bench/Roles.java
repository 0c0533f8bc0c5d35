package dev.atrium.bench;

import dev.atrium.testing.TestMySql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a bench starts roles of Atrium in a JVM of their own, on the MySQL of this run. */
final class Roles {

    private Roles() {}

    /**
     * @param jvm  options of the JVM, such as {@code -Xmx512m}
     * @param more further settings, such as {@code --atrium.gateway.port=7402}
     */
    static List<String> command(String roles, Path home, List<String> jvm, List<String> more) {
        var mysql = TestMySql.settings();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.atrium.Atrium",
                "--atrium.roles=" + roles,
                "--atrium.home=" + home,
                "--atrium.mysql.url=" + mysql.url(),
                "--atrium.mysql.application.user=" + mysql.application().user(),
                "--atrium.mysql.application.password-file="
                        + mysql.application().passwordFile(),
                "--atrium.mysql.migrator.user=" + mysql.migrator().user(),
                "--atrium.mysql.migrator.password-file=" + mysql.migrator().passwordFile()));
        command.addAll(more);
        return command;
    }
}
