package dev.atrium.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes pictures of every page, in each language and appearance, wide and narrow. */
final class ScreenshotsCommand implements Command {

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--batch-mode",
                "--no-transfer-progress",
                "--quiet",
                "-Dtest=ScreenshotsIT",
                "-DexcludedGroups=none",
                "test"));
        arguments.addAll(words);
        int status = Maven.show(installation.checkout(), arguments);
        if (status == 0) {
            System.out.println("The pictures are in target/screenshots.");
        }
        return status;
    }
}
