package dev.atrium.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the whole suite as the build server does: formatting, static checks, tests. */
final class TestCommand implements Command {

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
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
}
