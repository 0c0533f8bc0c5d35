package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.testing.TestMySql;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlServerIT {

    @TempDir
    Path folder;

    @Test
    void keepsRowsAndPasswordsAcrossRestarts() throws Exception {
        Home home = new Home(folder);
        try (MySqlServer server = MySqlServer.start(home, 0, Console.standard());
                Connection migrator = connect(home, server, "migrator")) {
            migrator.createStatement().execute("CREATE TABLE kept (id INT PRIMARY KEY)");
            migrator.createStatement().execute("INSERT INTO kept VALUES (42)");
        }

        try (MySqlServer server = MySqlServer.start(home, 0, Console.standard());
                Connection application = connect(home, server, "application");
                var rows = application.createStatement().executeQuery("SELECT id FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void refusesDropToTheApplication() {
        TestMySql.migrator().sql("CREATE TABLE to_drop (id INT PRIMARY KEY)").update();

        assertThatThrownBy(() -> TestMySql.db().sql("DROP TABLE to_drop").update())
                .rootCause()
                .isInstanceOf(SQLException.class)
                .hasMessage("DROP command denied to user 'atrium_application'@'127.0.0.1' for table 'to_drop'");
    }

    @Test
    void namesTakenPortAndItsVariable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> MySqlServer.start(new Home(folder), port, Console.standard()))
                    .isInstanceOf(CommandException.class)
                    .hasMessage(
                            "Port %d, which MySQL needs, is taken by another process. Stop that process, or set ATRIUM_MYSQL_PORT to a free port.",
                            port);
        }
    }

    @Test
    void refusesSecondServerOnTheSameDataAtOnce() {
        Home home = new Home(folder);
        try (MySqlServer first = MySqlServer.start(home, 0, Console.standard())) {
            assertThat(first.port()).isPositive();

            assertThatThrownBy(() -> MySqlServer.start(home, 0, Console.standard()))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("MySQL on %s already runs under another launcher. Stop that one first.", home.mysql());
        }
    }

    private static Connection connect(Home home, MySqlServer server, String account) throws SQLException {
        return DriverManager.getConnection(
                server.url() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                "atrium_" + account,
                home.secrets().get("mysql-" + account));
    }
}
