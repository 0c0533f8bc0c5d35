package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaPathTest {

    private static final Path FOLDER = Path.of("/srv/atrium/worker/replicas/rep_1");

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "onnx/model.onnx", "1_Pooling/config.json", "..a/b..", "模型.onnx", "-rf", " "})
    void staysInside(String path) {
        assertThat(ReplicaPath.inside(FOLDER, path)).isEqualTo(FOLDER.resolve(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "/",
                "/etc/passwd",
                "../x",
                "a/../x",
                "a/..",
                "a//b",
                "a/",
                "./a",
                "a/./b",
                "a\\..\\b",
                "a\nb",
                "a\u0000b",
                "../rep_1/x"
            })
    void refusesWhatLeavesOrConfuses(String path) {
        assertThat(ReplicaPath.inside(FOLDER, path)).isNull();
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(ReplicaPath.inside(FOLDER, "x".repeat(255))).isNotNull();
        assertThat(ReplicaPath.inside(FOLDER, "x".repeat(256))).isNull();
        assertThat(ReplicaPath.inside(FOLDER, "x/".repeat(600) + "x")).isNull();
    }
}
