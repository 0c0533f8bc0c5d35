package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are refused here, before native code sees them. */
class OnnxFileTest {

    private static final String CURE = " Export the model again and publish it.";

    @TempDir
    private Path home;

    private Path folder;

    @BeforeEach
    void prepare() throws Exception {
        folder = Files.createDirectory(home.resolve("model"));
        Files.write(home.resolve("outside.bin"), new byte[1000]);
    }

    @Test
    void acceptsASoundModel() throws Exception {
        Files.write(folder.resolve("model.onnx"), new TinyModel().graph());

        assertThat(OnnxFile.inspect(folder.resolve("model.onnx"), folder)).isEqualTo(new OnnxFile(false));
    }

    @Test
    void seesThatAModelQuantizesDynamically() throws Exception {
        var model = DemoModels.miniLm(folder).resolve("model.onnx");

        assertThat(OnnxFile.inspect(model, folder)).isEqualTo(new OnnxFile(true));
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused(new byte[0], "it is empty.");
    }

    @Test
    void refusesSomethingElse() {
        assertRefused(
                "<!DOCTYPE html><html></html>".getBytes(StandardCharsets.UTF_8),
                "it is not an ONNX model, or cut short: field 7 has the wire type 4.");
    }

    @Test
    void refusesAMessageWithoutAGraph() {
        assertRefused(
                new ProtoWriter().number(1, 8).text(2, "somebody").toBytes(),
                "it is not an ONNX model, for it has no graph.");
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        var whole = new TinyModel().graph();
        var operatorSets = 4; // the last field: a model without it is whole, as far as the format tells

        for (int length = 0; length < whole.length - operatorSets; length++) {
            Files.write(folder.resolve("model.onnx"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(LoadFailure.class)
                    .as("cut at %d", length)
                    .isThrownBy(() -> OnnxFile.inspect(folder.resolve("model.onnx"), folder));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "/etc/passwd", "a/../../outside.bin", "", "link.bin", "missing.bin", "."})
    void refusesDataOutsideOfTheFolder(String location) throws Exception {
        Files.createSymbolicLink(folder.resolve("link.bin"), Path.of("/etc/passwd"));

        assertRefused(
                new TinyModel().external(location, 0, 80).graph(),
                "its data lies in '%s', which is not a file of this model.".formatted(location));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 11})
    void refusesDataOutsideOfTheFolderInFunctions(int field) {
        var attribute = new ProtoWriter().message(5, outside());
        var node = new ProtoWriter().text(4, "Constant").message(5, attribute);
        var function = new ProtoWriter().text(1, "f").message(field, field == 7 ? node : attribute);

        assertRefused(
                withGraph().message(25, function).toBytes(),
                "its data lies in '../outside.bin', which is not a file of this model.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void refusesDataOutsideOfTheFolderInTrainingGraphs(int field) {
        var training = new ProtoWriter().message(field, new ProtoWriter().message(5, outside()));

        assertRefused(
                withGraph().message(20, training).toBytes(),
                "its data lies in '../outside.bin', which is not a file of this model.");
    }

    private static ProtoWriter outside() {
        return new ProtoWriter()
                .number(1, 4)
                .number(2, 1)
                .message(13, new ProtoWriter().text(1, "location").text(2, "../outside.bin"))
                .number(14, 1);
    }

    private static ProtoWriter withGraph() {
        return new ProtoWriter().number(1, 8).message(7, new ProtoWriter().text(2, "tiny"));
    }

    @Test
    void refusesMoreExternalDataThanThereIs() throws Exception {
        Files.write(folder.resolve("rows.bin"), new byte[100]);

        assertRefused(
                new TinyModel().external("rows.bin", 40, 80).graph(),
                "a tensor asks for 80 bytes from byte 40 of 'rows.bin', which has 100.");
    }

    @Test
    void refusesAnAbsurdOffset() throws Exception {
        Files.write(folder.resolve("rows.bin"), new byte[100]);

        assertRefused(new TinyModel().external("rows.bin", -5, 80).graph(), "the offset of its external data is '-5'.");
    }

    @Test
    void refusesAShapeThatDoesNotFitItsData() {
        assertRefused(
                new TinyModel().rows(new byte[12]).graph(), "a tensor's shape asks for 80 bytes, but it holds 12.");
    }

    @Test
    void refusesAnAbsurdShape() {
        var tensor = new ProtoWriter().number(1, 1L << 35).number(1, 1L << 35).number(2, 1);

        assertRefused(modelWith(tensor), "a tensor claims more than 1099511627776 elements.");
    }

    @Test
    void refusesAShapeWithoutData() {
        var tensor = new ProtoWriter().number(1, 1_000_000).number(2, 1);

        assertRefused(modelWith(tensor), "a tensor claims 1000000 elements in 6 bytes.");
    }

    @Test
    void refusesALengthBeyondTheEnd() {
        var model = new ProtoWriter().number(1, 8).claim(7, Long.MAX_VALUE, new byte[8]);

        assertRefused(model.toBytes(), "a field claims 9223372036854775807 bytes where 8 are left.");
    }

    @Test
    void refusesGraphsInGraphsWithoutEnd() {
        var graph = new ProtoWriter();
        for (int i = 0; i < 40; i++) {
            graph = new ProtoWriter().message(1, new ProtoWriter().message(5, new ProtoWriter().message(6, graph)));
        }

        assertRefused(
                new ProtoWriter().number(1, 8).message(7, graph).toBytes(), "its graphs are nested more than 16 deep.");
    }

    private static byte[] modelWith(ProtoWriter tensor) {
        return new ProtoWriter()
                .number(1, 8)
                .message(7, new ProtoWriter().message(5, tensor))
                .toBytes();
    }

    private void assertRefused(byte[] content, String reason) {
        assertThatExceptionOfType(LoadFailure.class)
                .isThrownBy(() -> {
                    Files.write(folder.resolve("model.onnx"), content);
                    OnnxFile.inspect(folder.resolve("model.onnx"), folder);
                })
                .withMessage("model.onnx cannot be used: " + reason + CURE);
    }
}
