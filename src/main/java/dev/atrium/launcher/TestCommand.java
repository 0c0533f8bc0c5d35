package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the whole suite as the build server does: formatting, static checks, tests. {@code ./atrium test first-minute}
 * runs that one alone and prints its figures.
 */
final class TestCommand implements Command {

    private static final String FIRST_MINUTE = "first-minute";

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        if (!words.isEmpty() && words.getFirst().equals(FIRST_MINUTE)) {
            return firstMinute(installation, words.subList(1, words.size()));
        }
        List<String> arguments =
                new ArrayList<>(List.of("--batch-mode", "--no-transfer-progress", "spotless:check", "verify"));
        arguments.addAll(words);
        BrowserPackage browser = new BrowserPackage(System.getenv());
        browser.provide();
        int status = Maven.show(installation.checkout(), arguments);
        if (browser.isSkipped()) {
            System.out.println("Skipped: the tests of pages in a browser, because ATRIUM_SKIP_BROWSER=1.");
        }
        return status;
    }

    private static int firstMinute(Installation installation, List<String> words) throws IOException {
        Path figures = installation.checkout().resolve("target").resolve(FIRST_MINUTE);
        Files.deleteIfExists(figures);
        List<String> arguments = new ArrayList<>(
                List.of("--batch-mode", "--no-transfer-progress", "--quiet", "-Dtest=FirstMinuteIT", "test"));
        arguments.addAll(words);
        BrowserPackage browser = new BrowserPackage(System.getenv());
        browser.provide();
        int status = Maven.show(installation.checkout(), arguments);
        if (browser.isSkipped()) {
            System.out.println(FIRST_MINUTE + " skipped: ATRIUM_SKIP_BROWSER=1");
        } else {
            System.out.println(Files.exists(figures) ? Files.readString(figures) : FIRST_MINUTE + " failed");
        }
        return status;
    }
}
