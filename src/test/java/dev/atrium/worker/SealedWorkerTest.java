package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atrium.testing.SealedNetwork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The libraries of engines keep to themselves: native code included, nothing leaves this machine. */
class SealedWorkerTest {

    @TempDir
    private Path folder;

    @Test
    void loadsAndComputesWithoutTryingToLeave() throws Exception {
        assumeTrue(SealedNetwork.isAvailable(), "this machine gives ordinary people no network namespaces");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Inside.class.getName(),
                folder.toString());

        var process = new ProcessBuilder(SealedNetwork.command(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said.lines().toList().getLast()).isEqualTo("tokens=4 attempts=0");
    }

    /** Runs in the namespace. */
    static final class Inside {

        private Inside() {}

        public static void main(String[] args) throws Exception {
            SealedNetwork.bringLoopbackUp();
            var folder = Path.of(args[0]);
            NativeLibraries.prepare(folder.resolve("data"));
            var model = new OnnxEngine(1, 10, new RunMemory(1L << 30))
                    .load(DemoModels.miniLm(folder.resolve("model")), "library/minilm@v1");
            try (var embeddings = (EmbeddingModel) model) {
                var tokens = embeddings
                        .embed(List.of(new EmbeddingInput.Text("hello world")))
                        .join()
                        .tokens();
                Thread.sleep(1000); // who reports usage does so in the background
                System.out.printf("tokens=%d attempts=%d%n", tokens, SealedNetwork.attemptsToLeave());
            }
        }
    }
}
