package dev.atrium.api.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir
    private Path folder;

    @Test
    void listsFilesByTheirPaths() throws IOException {
        Files.createDirectories(folder.resolve("1_Pooling"));
        var config = Files.writeString(folder.resolve("1_Pooling/config.json"), "{}");
        var graph = Files.writeString(folder.resolve("model.onnx"), "x");

        assertThat(ModelFolder.files(folder))
                .hasSize(2)
                .containsEntry("1_Pooling/config.json", config.toRealPath())
                .containsEntry("model.onnx", graph.toRealPath());
    }

    @Test
    void leavesHiddenFilesOut() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "x");
        Files.writeString(folder.resolve(".env"), "SECRET=1");
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/config"), "x");

        assertThat(ModelFolder.files(folder)).containsOnlyKeys("model.onnx");
    }

    @Test
    void followsALinkWithinTheFolder() throws IOException {
        var blob = Files.writeString(folder.resolve("blob"), "x");
        Files.createSymbolicLink(folder.resolve("model.onnx"), Path.of("blob"));

        assertThat(ModelFolder.files(folder)).containsEntry("model.onnx", blob.toRealPath());
    }

    @Test
    void refusesAnEmptyFolder() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ModelFolder.files(folder))
                .withMessage("The folder '%s' has no files.", folder);
    }

    @Test
    void refusesWhatIsNoFolder() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ModelFolder.files(folder.resolve("none")))
                .withMessage("'%s' is not an absolute path of a folder here.", folder.resolve("none"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ModelFolder.files(Path.of("src")))
                .withMessage("'src' is not an absolute path of a folder here.");
    }
}
