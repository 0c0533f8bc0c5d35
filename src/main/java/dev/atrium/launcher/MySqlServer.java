package dev.atrium.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real MySQL server as a child process, with its data in the installation's folder, listening on loopback. The
 * server stops when this JVM ends, however it ends.
 */
public final class MySqlServer implements AutoCloseable {

    // After a crash the server first replays its log; longer than this only a broken disk takes.
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;
    private static final int PROTOCOL = 10;

    private final Child child;
    private final int port;
    private final HomeLock lock;
    private final Path socket;

    private MySqlServer(Child child, int port, HomeLock lock, Path socket) {
        this.child = child;
        this.port = port;
        this.lock = lock;
        this.socket = socket;
    }

    /**
     * Starts the server and returns once it answers. The first time, data and accounts are made.
     *
     * @param port 0 takes any free one
     * @throws CommandException when it cannot start, with the reason and the cure
     */
    public static MySqlServer start(Home home, int port, Console console) {
        MySqlDistribution distribution = MySqlDistribution.obtain(console);
        try {
            HomeLock lock = lock(home);
            try {
                return startLocked(home, port, distribution, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MySqlServer startLocked(Home home, int port, MySqlDistribution distribution, HomeLock lock)
            throws IOException {
        // An orphan would hold the data folder, and a second server on it waits long and then blames the data.
        Child.pidFile(home, Cluster.MYSQL).reap(PATIENCE);
        Path data = home.mysql().resolve("data");
        MySqlTemplate.copyTo(data, distribution);
        if (port != 0) {
            Ports.requireFree(Service.MYSQL, new Endpoints.Endpoint(Endpoints.LOOPBACK, port));
            return launch(home, port, distribution, lock);
        }
        for (int attempt = 1; ; attempt++) {
            int free = Ports.anyFree();
            try {
                return launch(home, free, distribution, lock);
            } catch (CommandException e) {
                if (attempt == ATTEMPTS || Ports.isFree(free)) {
                    throw e;
                }
            }
        }
    }

    private static MySqlServer launch(Home home, int port, MySqlDistribution distribution, HomeLock lock)
            throws IOException {
        Path socket = SocketFolder.make(home);
        home.secrets().write("mysql-init", MySqlAccounts.of(home.secrets()).initFile());
        Path initFile = home.secrets().file("mysql-init");
        Path data = home.mysql().resolve("data");
        Child child = Child.start(
                home,
                Cluster.MYSQL,
                Cluster.PORTAL,
                MySqlOptions.server(distribution, data, socket, port, initFile),
                environment -> {},
                PATIENCE);
        MySqlServer server = new MySqlServer(child, port, lock, socket);
        try {
            server.awaitGreeting();
            return server;
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        } finally {
            Files.deleteIfExists(initFile);
        }
    }

    /** The port it listens on, never 0. */
    public int port() {
        return port;
    }

    long pid() {
        return child.pid();
    }

    Child child() {
        return child;
    }

    /** JDBC address of the database of this installation; accounts and passwords are not in it. */
    public String url() {
        return "jdbc:mysql://127.0.0.1:%d/%s".formatted(port, MySqlAccounts.DATABASE);
    }

    /** Stops the server in order; all that was committed is on disk. */
    @Override
    public void close() {
        stop();
        lock.close();
    }

    /** Kills the server: for data that nobody needs any more. */
    public void kill() {
        child.kill();
        close();
    }

    private void stop() {
        child.stop();
        try {
            Trees.delete(socket);
        } catch (IOException e) {
            // An empty folder among temporary files.
        }
    }

    private void awaitGreeting() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!greets()) {
            child.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new CommandException("MySQL did not answer within %d minutes. The end of its log:\n%s"
                        .formatted(READY_WITHIN.toMinutes(), String.join("\n", child.lastLines(15))));
            }
            Pause.millis(20);
        }
    }

    // The server sends a greeting before any login; its fifth byte is the protocol. Accounts exist by then.
    private boolean greets() {
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            connection.setSoTimeout(1000);
            InputStream in = connection.getInputStream();
            byte[] head = in.readNBytes(5);
            return head.length == 5 && head[4] == PROTOCOL;
        } catch (IOException e) {
            return false;
        }
    }

    private static HomeLock lock(Home home) throws IOException {
        return HomeLock.tryTake(home.mysql().resolve("lock"))
                .orElseThrow(() ->
                        new CommandException("MySQL on %s already runs under another launcher. Stop that one first."
                                .formatted(home.mysql())));
    }
}
