package dev.atrium.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How mysqld is started. No option file of the machine is read. */
final class MySqlOptions {

    private MySqlOptions() {}

    static List<String> common(MySqlDistribution distribution, Path data) {
        List<String> options = new ArrayList<>(List.of(
                distribution.mysqld().toString(),
                // Must come first.
                "--no-defaults",
                "--basedir=" + distribution.folder(),
                "--datadir=" + data,
                "--character-set-server=utf8mb4",
                "--performance-schema=0",
                // The stand-in for libaio has no such calls.
                "--innodb-use-native-aio=0"));
        if ("root".equals(System.getProperty("user.name"))) {
            // mysqld refuses to run as root unless told to; as anybody else the option is refused.
            options.add("--user=root");
        }
        return options;
    }

    /**
     * @param socket folder for socket and pid file; a socket's whole path may have 107 characters
     */
    static List<String> server(MySqlDistribution distribution, Path data, Path socket, int port, Path initFile) {
        List<String> options = new ArrayList<>(common(distribution, data));
        options.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--mysqlx=0",
                "--socket=" + socket.resolve("s"),
                "--pid-file=" + socket.resolve("p"),
                "--init-file=" + initFile,
                "--skip-name-resolve",
                "--disable-log-bin",
                "--secure-file-priv=NULL",
                "--default-time-zone=+00:00",
                "--max-connections=200",
                // Money: what was committed survives a crash of the machine, not only of the server.
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=128M",
                "--innodb-redo-log-capacity=64M",
                // Loopback only, so TLS would hide nothing; passwords travel under the generated RSA key.
                "--auto-generate-certs=OFF",
                "--tls-version="));
        return options;
    }
}
