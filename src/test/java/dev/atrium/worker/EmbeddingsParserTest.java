package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsParserTest {

    @Test
    void readsOneText() {
        assertThat(parse("{'model': 'a/b', 'input': 'hello', 'user': 'u1', 'encoding_format': 'base64'}"))
                .isEqualTo(new EmbeddingsRequest("a/b", List.of(new EmbeddingInput.Text("hello")), true));
    }

    @Test
    void readsTextsAndNullsOfOptionalFields() {
        assertThat(parse("{'model': 'a/b', 'input': ['x', 'y'], 'dimensions': null, 'encoding_format': null}"))
                .isEqualTo(new EmbeddingsRequest(
                        "a/b", List.of(new EmbeddingInput.Text("x"), new EmbeddingInput.Text("y")), false));
    }

    @Test
    void readsTokens() {
        var one = parse("{'model': 'm', 'input': [1, 2, 3]}").inputs();
        var two = parse("{'model': 'm', 'input': [[1, 2], [3]]}").inputs();

        assertThat(one)
                .singleElement()
                .isInstanceOfSatisfying(
                        EmbeddingInput.Tokens.class,
                        tokens -> assertThat(tokens.ids()).containsExactly(1, 2, 3));
        assertThat(two).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'input': 'x'}                                | model           | model is missing. Name the model that you want.
            {'model': '', 'input': 'x'}                   | model           | model is empty. Name the model that you want.
            {'model': 5, 'input': 'x'}                    | model           | model must be a string.
            {'model': 'm'}                                | input           | input is missing. Send a text, an array of texts, or tokens.
            {'model': 'm', 'input': null}                 | input           | input must be a text, an array of texts, an array of tokens, or an array of such arrays.
            {'model': 'm', 'input': {}}                   | input           | input must be a text, an array of texts, an array of tokens, or an array of such arrays.
            {'model': 'm', 'input': 7}                    | input           | input must be a text, an array of texts, an array of tokens, or an array of such arrays.
            {'model': 'm', 'input': []}                   | input           | input is an empty array. Send at least one text.
            {'model': 'm', 'input': ''}                   | input           | input is empty. Send at least one character, or leave it out.
            {'model': 'm', 'input': ['x', '']}            | input           | input[1] is empty. Send at least one character, or leave it out.
            {'model': 'm', 'input': [[1], []]}            | input           | input[1] is empty. Send at least one token, or leave it out.
            {'model': 'm', 'input': [1, 2.5]}             | input           | input is not an array of tokens. Send whole numbers only.
            {'model': 'm', 'input': [1, 'x']}             | input           | input is not an array of tokens. Send whole numbers only.
            {'model': 'm', 'input': [99999999999999999999]} | input         | input has a token that is out of range. Send tokens of this model.
            {'model': 'm', 'input': 'x', 'encoding_format': 'hex'} | encoding_format | encoding_format must be 'float' or 'base64'. Leave it out for 'float'.
            {'model': 'm', 'input': 'x', 'dimensions': 3} | dimensions      | This model has vectors of one length. Leave dimensions out.
            {'model': 'm', 'model': 'n', 'input': 'x'}    | model           | model stands twice in the request. Send it once.
            {'model': 'm', 'input': 'a\\ud800b'}           | input           | input has half of a character (a lone surrogate). Send valid Unicode.
            """)
    void namesTheFieldThatIsWrong(String body, String field, String message) {
        assertRefused(body, Problem.ofField(field, "invalid_" + field, message));
    }

    @Test
    void refusesUnknownFields() {
        assertRefused(
                "{'model': 'm', 'input': 'x', 'temperature': 1}",
                Problem.ofField(
                        "temperature", "unknown_parameter", "There is no parameter 'temperature'. Leave it out."));
    }

    @Test
    void refusesMoreInputsThanItTakes() {
        assertThat(parse("{'model': 'm', 'input': [%s'x']}".formatted("'x',".repeat(2047)))
                        .inputs())
                .hasSize(2048);
        assertRefused(
                "{'model': 'm', 'input': [%s'x']}".formatted("'x',".repeat(2048)),
                Problem.ofField(
                        "input", "invalid_input", "input has more than 2048 entries. Send them in several requests."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "'x'",
                "{",
                "{'model': 'm', 'input': 'x'",
                "{'model': 'm', 'input': 'x'}}",
                "{'model': 'm', 'input': ['x'",
                "{model: 'm'}",
                "{'model': 'm', 'input': 'x'} x"
            })
    void refusesWhatIsNoJsonObject(String body) {
        assertRefused(
                body,
                Problem.of(400, "invalid_json", "The body is not a valid JSON object. Check its syntax and its end."));
    }

    private static EmbeddingsRequest parse(String body) {
        return EmbeddingsParser.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String body, Problem problem) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse(body))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }
}
