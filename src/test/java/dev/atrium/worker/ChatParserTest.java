package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatParserTest {

    @Test
    void readsEveryField() {
        var request = parse("""
                {"model": "acme/tiny", "stream": true, "stream_options": {"include_usage": true},
                 "messages": [{"role": "developer", "content": "Be brief."},
                              {"role": "user", "name": "Ann", "content": [{"type": "text", "text": "Hi"},
                                                                          {"type": "text", "text": "!"}]}],
                 "max_completion_tokens": 7, "temperature": 0.5, "top_p": 0.9, "presence_penalty": -1,
                 "frequency_penalty": 2, "seed": -3, "stop": ["a", "b"], "logprobs": true, "top_logprobs": 4,
                 "n": 1, "user": "u", "tools": [], "tool_choice": "none", "response_format": {"type": "text"}}
                """);

        assertThat(request)
                .isEqualTo(new ChatRequest(
                        "acme/tiny",
                        List.of(new ChatMessage("system", "Be brief."), new ChatMessage("user", "Hi!")),
                        true,
                        7,
                        List.of("a", "b"),
                        4,
                        new Sampling(0.5, 0.9, -1, 2, -3L)));
    }

    @Test
    void hasDefaults() {
        assertThat(with("\"stop\": null"))
                .isEqualTo(new ChatRequest(
                        "m",
                        List.of(new ChatMessage("user", "Hi")),
                        false,
                        null,
                        List.of(),
                        null,
                        new Sampling(1, 1, 0, 0, null)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "temperature": 2.1         | temperature      | invalid_temperature   | temperature must be a number from 0 to 2.
            "temperature": "1"         | temperature      | invalid_temperature   | temperature must be a number from 0 to 2.
            "top_p": 0                 | top_p            | invalid_top_p         | top_p must be above 0 and at most 1. For the likeliest token set temperature to 0.
            "presence_penalty": 3      | presence_penalty | invalid_presence_penalty | presence_penalty must be a number from -2 to 2.
            "max_tokens": 0            | max_tokens       | invalid_max_tokens    | max_tokens must be a whole number from 1 to 2147483647.
            "max_tokens": 1, "max_completion_tokens": 2 | max_tokens | invalid_max_tokens | max_tokens and max_completion_tokens are both set, and differ. Send one of them.
            "n": 2                     | n                | invalid_n             | n must be 1: this engine makes one answer per request.
            "seed": 1.5                | seed             | invalid_seed          | seed must be a whole number of at most 64 bits.
            "stop": ""                 | stop             | invalid_stop          | stop must be a text, or an array of texts, each of 1 to 1000 characters.
            "stop": [1]                | stop             | invalid_stop          | stop must be a text, or an array of texts, each of 1 to 1000 characters.
            "top_logprobs": 2          | top_logprobs     | invalid_top_logprobs  | top_logprobs is set, but logprobs is not true. Set both, or leave it out.
            "logprobs": true, "top_logprobs": 21 | top_logprobs | invalid_top_logprobs | top_logprobs must be a whole number from 0 to 20.
            "logprobs": 1              | logprobs         | invalid_logprobs      | logprobs must be true or false.
            "logit_bias": {"5": 1}     | logit_bias       | unsupported_parameter | logit_bias is not supported by this model's engine. Leave it out.
            "tools": [{}]              | tools            | unsupported_parameter | tools is not supported by this model's engine. Leave it out.
            "response_format": {"type": "json_object"} | response_format | unsupported_parameter | response_format is not supported by this model's engine. Leave it out.
            "top_k": 3                 | top_k            | unknown_parameter     | There is no parameter 'top_k'. Leave it out.
            """)
    void namesWhatIsWrong(String field, String param, String code, String message) {
        assertRefused(() -> with(field), Problem.ofField(param, code, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            []                                   | messages must be an array of at least one message.
            [1]                                  | messages[0].role must be 'system', 'developer', 'user' or 'assistant'.
            [{"role": "tool", "content": "x"}]   | messages[0].role must be 'system', 'developer', 'user' or 'assistant'.
            [{"role": "user"}]                   | messages[0].content must be a text, or an array of text parts.
            [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}] | messages[0].content has a part that is no text. This model reads text only.
            [{"role": "assistant", "content": "", "tool_calls": [{}]}] | messages[0] has a field that this engine does not serve. Send role and content only.
            [{"role": "user", "content": "\\ud83d"}] | messages[0].content has half of a character (a lone surrogate). Send valid Unicode.
            """)
    void namesTheMessageThatIsWrong(String messages, String message) {
        assertRefused(
                () -> parse("{\"model\": \"m\", \"messages\": %s}".formatted(messages)),
                Problem.ofField("messages", "invalid_messages", message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"model": "m", "messages": [
            []
            {"model": "m", "model": "n"}
            {"model": "m"} {}
            """)
    void refusesWhatIsNoObject(String body) {
        assertRefused(
                () -> parse(body),
                Problem.of(
                        400,
                        "invalid_json",
                        "The body is not a valid JSON object with each field once. Check its syntax and its end."));
    }

    @Test
    void tellsNobodyWhatWasSaid() {
        assertThat(parse("{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"planted\"}]}")
                        .toString())
                .doesNotContain("planted");
    }

    private static ChatRequest with(String field) {
        return parse(
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], %s}".formatted(field));
    }

    private static ChatRequest parse(String body) {
        return ChatParser.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(ThrowingCallable call, Problem problem) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }
}
