package dev.atrium.launcher;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A launcher that starts MySQL, says so, and never ends by itself. */
final class HeldMySql {

    private HeldMySql() {}

    public static void main(String[] words) throws InterruptedException {
        MySqlServer server = MySqlServer.start(new Home(Path.of(words[0])), 0, Console.standard());
        System.out.println("pid " + server.pid());
        new CountDownLatch(1).await();
    }
}
