package dev.atrium.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"model.onnx", "onnx/model.onnx", "..a", "a..", "a b", ".gitattributes", "模型.bin", "...", "é"})
    void takesPathsThatEveryFileSystemHolds(String path) {
        assertThatCode(() -> ManifestPaths.check(List.of(path))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/passwd | it begins or ends with /, or has two in a row",
                "a/ | it begins or ends with /, or has two in a row",
                "a//b | it begins or ends with /, or has two in a row",
                ".. | it has . or .. as a folder",
                "a/../b | it has . or .. as a folder",
                "./a | it has . or .. as a folder",
                "a\\b | it has a backslash; folders are separated by /",
            })
    void refusesPathsThatLeaveTheirFolder(String path, String why) {
        assertRefused(List.of(path), "The path '%s' cannot be used: %s. Rename the file.".formatted(path, why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u202Eb", "a\u007F", "\uD800", "a\u200B"})
    void refusesCharactersThatNobodySees(String path) {
        var shown = path.replaceAll("[\\n\\x00\\x7F\\u202E\\u200B\\uD800]", "\uFFFD");

        assertRefused(
                List.of(path),
                "The path '%s' cannot be used: it has a character that nobody can see. Rename the file."
                        .formatted(shown));
    }

    @Test
    void refusesWhatIsNotInNormalFormC() {
        assertRefused(
                List.of("e\u0301"),
                "The path 'e\u0301' cannot be used: it is not in Unicode's normal form C. Rename the file.");
    }

    @Test
    void refusesLongPathsAndLongNames() {
        var longPath = "a/".repeat(250) + "b";
        var longName = "é".repeat(128);

        assertRefused(
                List.of(longPath),
                "The path '%s' cannot be used: it is longer than 500 characters. Rename the file."
                        .formatted(longPath.substring(0, 500)));
        assertRefused(
                List.of(longName),
                "The path '%s' cannot be used: one of its names is longer than 255 bytes. Rename the file."
                        .formatted(longName));
    }

    @Test
    void refusesTwoPathsThatDifferInCaseOnly() {
        assertRefused(
                List.of("Model.onnx", "model.ONNX"),
                "The path 'model.ONNX' cannot be used: it differs from 'Model.onnx' in nothing but case."
                        + " Rename the file.");
    }

    @Test
    void refusesAFileInsideAFile() {
        assertRefused(
                List.of("a/b/c", "A"), "The path 'a/b/c' cannot be used: 'A' is a file already. Rename the file.");
    }

    @Test
    void refusesNoFilesAndTooMany() {
        var many = IntStream.rangeClosed(0, ManifestPaths.MAX_FILES)
                .mapToObj(Integer::toString)
                .toList();

        assertProblem(Collections.emptyList(), "no_files", "There are no files. Name at least one.");
        assertProblem(many, "too_many_files", "There are 10001 files. Pack them, so that at most 10000 remain.");
    }

    private static void assertRefused(List<String> paths, String message) {
        assertProblem(paths, "bad_path", message);
    }

    private static void assertProblem(List<String> paths, String code, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ManifestPaths.check(paths))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.ofField("files", code, message));
    }
}
