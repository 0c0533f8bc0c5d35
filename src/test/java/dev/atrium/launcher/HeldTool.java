package dev.atrium.launcher;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A launcher that starts a program, says so, and never ends by itself. */
final class HeldTool {

    private HeldTool() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Process sleep = Tool.start(new ProcessBuilder("sleep", "600"));
        System.out.println("pid " + sleep.pid());
        new CountDownLatch(1).await();
    }
}
