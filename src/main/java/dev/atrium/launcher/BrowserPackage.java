package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser in which pages are tested: Debian's Chromium, installed where it is missing and root runs the tests. */
final class BrowserPackage {

    private static final String SKIP = "ATRIUM_SKIP_BROWSER";
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path INSTALLER = Path.of("/usr/bin/apt-get");

    private final Map<String, String> environment;

    BrowserPackage(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether whoever runs the tests does without a browser. */
    boolean isSkipped() {
        return "1".equals(environment.get(SKIP));
    }

    /**
     * Sees to it that there is a browser.
     *
     * @throws CommandException if there is none and it cannot be installed from here
     */
    void provide() throws IOException {
        if (isSkipped() || Files.isExecutable(PROGRAM)) {
            return;
        }
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(INSTALLER)) {
            throw missing();
        }
        System.out.println("Installing Chromium, in which pages are tested.");
        apt("update", "--quiet");
        apt("install", "--quiet", "--yes", "--no-install-recommends", "chromium");
        if (!Files.isExecutable(PROGRAM)) {
            throw missing();
        }
    }

    private static void apt(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(INSTALLER.toString());
        builder.command().addAll(List.of(words));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.inheritIO();
        if (Tool.run(builder) != 0) {
            throw missing();
        }
    }

    private static CommandException missing() {
        return new CommandException(
                "Pages are tested in Chromium, and %s is missing. Install it (on Debian as root: apt-get install chromium), or set %s=1 to leave those tests out."
                        .formatted(PROGRAM, SKIP));
    }
}
