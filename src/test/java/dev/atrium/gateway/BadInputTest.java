package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.KeySecret;
import dev.atrium.registry.Visibility;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a request: a 4xx that names the field and the cure; never a 5xx, never a charge. */
class BadInputTest {

    private static final TestGateway GATEWAY =
            new TestGateway(Map.of("max-body", "1MB", "body-timeout", "1s", "headers-timeout", "2s"));

    private static KeySecret key = KeySecret.random();

    @BeforeAll
    static void serveAModel() {
        var acme = GATEWAY.facts.tenant("acme");
        key = GATEWAY.facts.key(acme);
        GATEWAY.facts.serve(GATEWAY.facts.model(acme, "mini", Visibility.PRIVATE), GATEWAY.engine);
    }

    @AfterEach
    void nothingReachedAnEngineOrAnEvent() {
        await().untilAsserted(() -> assertThat(GATEWAY.journal.reserved()).isZero());
        assertThat(GATEWAY.journal.events()).isEmpty();
        assertThat(GATEWAY.engine.received()).isEmpty();
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"model\":\"acme/mini\"} | invalid_input | input | 'input' is missing. Send what the model is to work on.",
                "{\"input\":\"a\"} | invalid_model | model | 'model' is missing. Name the model to call, as 'organization/model'.",
                "{\"model\":7,\"input\":\"a\"} | invalid_model | model | 'model' is not a string. Name the model to call, as 'organization/model'.",
                "{\"model\":\"\",\"input\":\"a\"} | invalid_model | model | 'model' has 0 characters. Name the model to call, in 1 to 200 characters.",
                "{\"model\":\"acme/mini\",\"input\":\"\"} | invalid_input | input | 'input' holds an empty text. Send text of at least one character.",
                "{\"model\":\"acme/mini\",\"input\":[]} | invalid_input | input | 'input' is empty. Send at least one text.",
                "{\"model\":\"acme/mini\",\"input\":[\"a\",\"\"]} | invalid_input | input | 'input' holds an empty text. Send text of at least one character.",
                "{\"model\":\"acme/mini\",\"input\":5} | invalid_input | input | 'input' is neither a string nor an array of strings. Send one of them.",
                "{\"model\":\"acme/mini\",\"input\":null} | invalid_input | input | 'input' is neither a string nor an array of strings. Send one of them.",
                "{\"model\":\"acme/mini\",\"input\":[{}]} | invalid_input | input | 'input' is neither a string nor an array of strings. Send one of them.",
                "{\"model\":\"acme/mini\",\"input\":[1,2]} | unsupported_input | input | 'input' holds token numbers, which are not supported. Send text.",
                "{\"model\":\"acme/mini\",\"input\":[[1],[2]]} | unsupported_input | input | 'input' holds token numbers, which are not supported. Send text.",
                "{\"model\":\"acme/mini\",\"input\":\"a\",\"encoding_format\":\"hex\"} | invalid_encoding_format | encoding_format | 'encoding_format' is neither 'float' nor 'base64'. Send one of them, or leave it out.",
                "{\"model\":\"acme/mini\",\"input\":\"a\",\"dimensions\":0} | invalid_dimensions | dimensions | 'dimensions' is not a whole number from 1 to 2147483647. Send such a number, or leave it out.",
                "{\"model\":\"acme/mini\",\"input\":\"a\",\"dimensions\":1.5} | invalid_dimensions | dimensions | 'dimensions' is not a whole number from 1 to 2147483647. Send such a number, or leave it out.",
                "{\"model\":\"acme/mini\",\"input\":\"a\",\"dimensions\":99999999999} | invalid_dimensions | dimensions | 'dimensions' is not a whole number from 1 to 2147483647. Send such a number, or leave it out.",
                "{\"model\":\"acme/mini\",\"input\":\"a\",\"stream\":\"yes\"} | invalid_stream | stream | 'stream' is not a boolean. Send true or false.",
                "{\"model\":\"acme/mini\",\"input\":\"a\",\"stream\":true} | invalid_stream | stream | 'stream' is true, but this endpoint does not stream. Leave it out.",
                "{\"model\":\"acme/mini\",\"model\":\"globex/x\",\"input\":\"a\"} | invalid_model | model | 'model' stands twice in the body. Send it once.",
            })
    void namesTheFieldOfAnEmbeddingsRequest(String body, String code, String field, String message) {
        assertRefused("/v1/embeddings", body, code, field, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"model\":\"acme/mini\",\"messages\":[]} | invalid_messages | messages | 'messages' is empty. Send at least one message.",
                "{\"model\":\"acme/mini\",\"messages\":\"hi\"} | invalid_messages | messages | 'messages' is not an array of messages. Send for example [{\"role\": \"user\", ...}].",
                "{\"model\":\"acme/mini\",\"messages\":[\"hi\"]} | invalid_messages | messages | 'messages' is not an array of messages. Send for example [{\"role\": \"user\", ...}].",
                "{\"model\":\"acme/mini\",\"messages\":[{}],\"max_tokens\":-1} | invalid_max_tokens | max_tokens | 'max_tokens' is not a whole number from 1 to 2147483647. Send such a number, or leave it out.",
                "{\"model\":\"acme/mini\",\"messages\":[{}],\"n\":\"two\"} | invalid_n | n | 'n' is not a whole number from 1 to 2147483647. Send such a number, or leave it out.",
                "{\"model\":\"acme/mini\",\"messages\":[{}],\"stream_options\":{\"include_usage\":true}} | invalid_stream_options | stream_options | 'stream_options' is set, but 'stream' is not true. Leave it out, or stream.",
                "{\"model\":\"acme/mini\",\"messages\":[{}],\"stream\":true,\"stream_options\":7} | invalid_stream_options | stream_options | 'stream_options' is not an object. Send for example {\"include_usage\": true}.",
                "{\"model\":\"acme/mini\",\"messages\":[{}],\"stream\":true,\"stream_options\":{\"include_usage\":1}} | invalid_stream_options_include_usage | stream_options.include_usage | 'stream_options.include_usage' is not a boolean. Send true or false.",
            })
    void namesTheFieldOfAChatRequest(String body, String code, String field, String message) {
        assertRefused("/v1/chat/completions", body, code, field, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ | The body is not valid JSON: line 1, column 2.",
                "{\"model\":\"acme/mini\",\"input\":\"a\" | The body is not valid JSON: line 1, column 33.",
                "[] | The body is not valid JSON: expected an object, '{...}'.",
                "{\"model\":\"acme/mini\",\"input\":\"a\"} x | The body is not valid JSON: line 1, column 35.",
                "hello | The body is not valid JSON: line 1, column 1.",
                "~~ | The body is not valid JSON: expected an object, '{...}'.",
            })
    void tellsWhereTheJsonIsWrong(String body, String message) {
        var answer = GATEWAY.post("/v1/embeddings", key.spelled(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_json");
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.header("x-request-id")).startsWith("req_");
    }

    @Test
    void bearsNestingThatIsDeeperThanAnyRequest() {
        var deep = "{\"model\":\"acme/mini\",\"x\":" + "[".repeat(100_000);

        assertThat(GATEWAY.post("/v1/embeddings", key.spelled(), deep).code()).isEqualTo("malformed_json");
    }

    @Test
    void refusesTooManyInputs() {
        var many = "{\"model\":\"acme/mini\",\"input\":[" + "\"a\",".repeat(2048) + "\"a\"]}";

        assertThat(GATEWAY.post("/v1/embeddings", key.spelled(), many).message())
                .isEqualTo("'input' holds 2049 texts. Send at most 2048 at once.");
    }

    @Test
    void refusesAnotherContentType() {
        var request = HttpRequest.newBuilder(GATEWAY.uri("/v1/embeddings"))
                .header("authorization", "Bearer " + key.spelled())
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"acme/mini\",\"input\":\"a\"}"));

        var answer = GATEWAY.send(request.build());

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.message()).isEqualTo("The body must be JSON. Send 'Content-Type: application/json'.");
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(
                    socket,
                    RawHttp.post("/v1/embeddings", key.spelled(), "")
                            .replace("content-length: 0", "content-length: 5000000"));
            var answer = RawHttp.readUntil(socket, "}}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .contains("x-request-id: req_")
                    .contains("The body is longer than 1048576 bytes. Send less at once.");
        }
    }

    @Test
    void refusesAChunkedBodyOverTheLimit() throws Exception {
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(
                    socket,
                    RawHttp.post("/v1/embeddings", key.spelled(), "")
                                    .replace("content-length: 0", "transfer-encoding: chunked")
                            + "200000\r\n" + "x".repeat(0x180000));
            var answer = RawHttp.readUntil(socket, "}}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .contains("x-request-id: req_")
                    .contains("body_too_long");
        }
    }

    @Test
    void refusesABodyThatTakesTooLong() throws Exception {
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(
                    socket,
                    RawHttp.post("/v1/embeddings", key.spelled(), "{\"model\":")
                            .replace("content-length: 9", "content-length: 90"));
            var answer = RawHttp.readUntil(socket, "}}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 408")
                    .contains("x-request-id: req_")
                    .contains("The body was not complete after 1 seconds. Send the request again.");
        }
    }

    @Test
    void bearsHalfABody() throws Exception {
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(
                    socket,
                    RawHttp.post("/v1/embeddings", key.spelled(), "{\"model\":")
                            .replace("content-length: 9", "content-length: 90"));
        }

        assertThat(GATEWAY.get("/v1/models", key.spelled()).status()).isEqualTo(200);
    }

    @Test
    void closesAConnectionThatSaysNothing() throws Exception {
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(socket, "POST /v1/embeddings HTTP/1.1\r\nhost: lo");

            assertThat(RawHttp.readAll(socket)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /nothing/here HTTP/1.1 | 404 | unknown_path",
                "GET /v1/embeddings HTTP/1.1 | 405 | method_not_allowed",
                "DELETE /v1/models HTTP/1.1 | 405 | method_not_allowed",
                "GET /v1/models/..%2F..%2Fetc HTTP/1.1 | 400 | bad_request",
                "BREW /v1/models HTTP/1.1 | 405 | method_not_allowed",
                "GET HTTP/1.1 | 400 | bad_request",
                "nonsense | 400 | bad_request",
            })
    void answersTheServersOwnErrorsInTheSameShape(String line, int status, String code) throws Exception {
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(
                    socket,
                    line + "\r\nhost: x\r\nauthorization: Bearer " + key.spelled() + "\r\ncontent-length: 0\r\n\r\n");
            var answer = RawHttp.readUntil(socket, "}}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .contains("x-request-id: req_")
                    .contains("\"code\":\"" + code + "\"")
                    .doesNotContain("Exception");
        }
    }

    private static void assertRefused(String path, String body, String code, String field, String message) {
        var answer = GATEWAY.post(path, key.spelled(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.param()).isEqualTo(field);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.header("x-request-id")).startsWith("req_");
    }
}
