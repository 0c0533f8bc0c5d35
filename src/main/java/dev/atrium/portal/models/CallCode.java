package dev.atrium.portal.models;

import dev.atrium.portal.kit.CodeSample;
import dev.atrium.registry.CallableModel;
import dev.atrium.registry.ModelTask;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** One call of a model as programs make it. */
public final class CallCode {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ObjectWriter PRETTY = JSON.writer()
            .with(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER)));

    private CallCode() {}

    /** The shortest call of a model. */
    public static List<CodeSample> of(URI gateway, CallableModel model) {
        var body = new LinkedHashMap<String, Object>();
        body.put("model", model.name().toString());
        if (model.facts().task() == ModelTask.EMBEDDINGS) {
            body.put("input", "Hello");
        } else {
            var message = new LinkedHashMap<String, Object>();
            message.put("role", "user");
            message.put("content", "Hello");
            body.put("messages", List.of(message));
        }
        return of(gateway, model.facts().task(), body);
    }

    /** A call with this body. */
    public static List<CodeSample> of(URI gateway, ModelTask task, Map<String, Object> body) {
        var isEmbedding = task == ModelTask.EMBEDDINGS;
        return List.of(
                new CodeSample("curl", curl(gateway, isEmbedding ? "embeddings" : "chat/completions", body)),
                new CodeSample("Python", isEmbedding ? embeddings(gateway, body) : chat(gateway, body)));
    }

    private static String curl(URI gateway, String path, Map<String, Object> body) {
        return """
                curl %s/v1/%s \\
                  -H "Authorization: Bearer $ATRIUM_API_KEY" \\
                  -H "Content-Type: application/json" \\
                  -d %s""".formatted(
                        gateway, path, quoted(PRETTY.writeValueAsString(body).replace("\n", "\n  ")));
    }

    private static String embeddings(URI gateway, Map<String, Object> body) {
        return python(gateway, "client.embeddings.create", body) + """
                for item in answer.data:
                    print(len(item.embedding), item.embedding[:5])""";
    }

    private static String chat(URI gateway, Map<String, Object> body) {
        return python(gateway, "client.chat.completions.create", body)
                + (Boolean.TRUE.equals(body.get("stream")) ? """
                for chunk in answer:
                    if chunk.choices:
                        print(chunk.choices[0].delta.content or "", end="", flush=True)""" : """
                print(answer.choices[0].message.content)""");
    }

    /** What JSON and Python write alike is everything but truth values. */
    private static String python(URI gateway, String function, Map<String, Object> body) {
        var arguments = body.entrySet().stream()
                .map(entry -> "    %s=%s,\n".formatted(entry.getKey(), literal(entry.getValue())))
                .collect(Collectors.joining());
        return """
                import os
                from openai import OpenAI

                client = OpenAI(base_url=%s, api_key=os.environ["ATRIUM_API_KEY"])
                answer = %s(
                %s)
                """.formatted(literal(gateway + "/v1"), function, arguments);
    }

    private static String literal(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "True" : "False";
            case Map<?, ?> options ->
                options.entrySet().stream()
                        .map(entry -> literal(entry.getKey()) + ": " + literal(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> items -> items.stream().map(CallCode::literal).collect(Collectors.joining(", ", "[", "]"));
            default -> JSON.writeValueAsString(value);
        };
    }

    /** One word for a shell, whatever it contains. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
