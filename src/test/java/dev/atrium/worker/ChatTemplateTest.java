package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates come from publishers, messages from callers: neither may do more than make a text. */
class ChatTemplateTest {

    private static final List<ChatMessage> CHAT = List.of(
            new ChatMessage(ChatMessage.SYSTEM, "Be brief."),
            new ChatMessage(ChatMessage.USER, "Hi "),
            new ChatMessage(ChatMessage.ASSISTANT, "Hello."),
            new ChatMessage(ChatMessage.USER, "Why?"));

    @Test
    void rendersMessagesBetweenMarks() throws Exception {
        var text = render("""
                {% for message in messages %}
                {{ '<|im_start|>' + message['role'] + '\\n' + message['content'] | trim + '<|im_end|>' + '\\n' }}
                {%- endfor %}
                {% if add_generation_prompt %}
                {{ '<|im_start|>assistant\\n' }}
                {%- endif %}
                """);

        assertThat(text).isEqualTo("""
                <|im_start|>system
                Be brief.<|im_end|>
                <|im_start|>user
                Hi<|im_end|>
                <|im_start|>assistant
                Hello.<|im_end|>
                <|im_start|>user
                Why?<|im_end|>
                <|im_start|>assistant
                """);
    }

    @Test
    void knowsWhatTemplatesUse() throws Exception {
        assertThat(render("{{ bos_token }}{% if messages[0].role == 'system' %}{% set loop_messages = messages[1:] %}"
                        + "{% set system = messages[0]['content'].strip() %}{% else %}{% set loop_messages = messages %}{% endif %}"
                        + "{{ system }}|{% for m in loop_messages %}{{ loop.index0 }}{% if loop.last %}!{% endif %}"
                        + "{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('odd') }}{% endif %}"
                        + "{{ m.content.split('l')[-1] ~ eos_token }};{% endfor %}"))
                .isEqualTo("<s>Be brief.|0Hi </s>;1o.</s>;2!Why?</s>;");
    }

    @Test
    void knowsNamespacesAndTests() throws Exception {
        assertThat(render(
                        "{% set ns = namespace(found=false) %}{% for m in messages %}{% if m.role == 'assistant' %}{% set ns.found = true %}{% endif %}{% endfor %}{{ ns.found }}"
                                + "{{ tools is defined }}{{ messages[0].content is string }}{{ messages[-1].content }}"
                                + "{{ messages[0].get('name', 'nobody') }}{{ messages[1]['content'] | tojson }}"))
                .isEqualToIgnoringCase("truefalsetrueWhy?nobody\"Hi \"");
    }

    @Test
    void hasADefaultForModelsWithoutOne() throws Exception {
        var template = ChatTemplate.of(layout(null));

        assertThat(template.render(CHAT)).isEqualTo("""
                System: Be brief.
                User: Hi\s
                Assistant: Hello.
                User: Why?
                Assistant:""");
        assertThat(template.stops()).containsExactly("\nUser:");
    }

    @Test
    void neverReadsAMessageAsATemplate() throws Exception {
        var template = ChatTemplate.of(layout("{% for m in messages %}{{ m.content }}{% endfor %}"));

        assertThat(template.render(List.of(new ChatMessage(
                        ChatMessage.USER, "{{ 6 * 7 }}{% for i in range(3) %}x{% endfor %}{# gone #}"))))
                .isEqualTo("{{ 6 * 7 }}{% for i in range(3) %}x{% endfor %}{# gone #}");
    }

    @Test
    void passesOnWhyATemplateRefuses() throws Exception {
        var template = ChatTemplate.of(
                layout("{% if messages[0].role != 'user' %}{{ raise_exception('Begin with the user.') }}{% endif %}"));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> template.render(CHAT))
                .withMessage("The model's chat template refuses these messages: Begin with the user.");
    }

    /** Each would show a class, a loader, the interpreter or a file if it worked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.getClass() }}",
                "{{ ''.class.forName('java.lang.Runtime') }}",
                "{{ messages.getClass().getClassLoader() }}",
                "{{ messages[0].class.classLoader }}",
                "{{ ____int3rpr3t3r____.getConfig() }}",
                "{{ ____int3rpr3t3r____.config.objectMapper }}",
                "{{ ____int3rpr3t3r____.getContext().getAllFunctions() }}",
                "{% for config, context in [____int3rpr3t3r____] %}{{ config }}{{ context }}{% endfor %}",
                "{% for class, x in [''] %}{{ class }}{% endfor %}",
                "{% for class, x in [____int3rpr3t3r____] %}{{ class.name }}{{ class.protectionDomain }}{% endfor %}",
                "{% set m = ____int3rpr3t3r____ | map(attribute='config') %}{{ m }}",
                "{{ [____int3rpr3t3r____] | map('config') | list }}",
                "{{ [''] | map(attribute='class') | list }}",
                "{{ ____int3rpr3t3r____ | tojson }}",
                "{{ 'java.lang.Runtime' | attr('class') }}",
                "{{ filter:length.getClass() }}",
                "{{ filter:length.filter.class }}",
                "{{ exptest:defined.getClass() }}",
                "{{ range.class }}",
                "{{ loop.class }}{% for m in messages %}{{ loop.class }}{{ loop.getClass() }}{% endfor %}",
                "{% include '/etc/passwd' %}",
                "{% import 'META-INF/MANIFEST.MF' as x %}{{ x }}",
                "{% from 'application.properties' import x %}{{ x }}",
                "{% extends 'application.properties' %}",
                "{{ '{{ ____int3rpr3t3r____ }}' | render }}",
                "{{ {'a': ''.bytes} | xmlattr }}",
                "{{ fn:list().getClass() }}",
                "{{ super() }}",
                "{{ ('x' | list).stream() }}",
                "{{ messages.parallelStream() }}",
                "{{ namespace(a=1).getClass() }}"
            })
    void letsNobodyOut(String escape) throws Exception {
        var said = attempt(escape);

        assertThat(said)
                .doesNotContain("class ")
                .doesNotContain("java.")
                .doesNotContain("hubspot")
                .doesNotContain("Mapper")
                .doesNotContain("root:")
                .doesNotContain("atrium.")
                .doesNotContain("@");
    }

    /** Each would take all memory or all time. */
    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% set x = c %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}xxxxxxxxxx{% endfor %}{% endfor %}{% endfor %}",
                "{% set ns = namespace(x='aaaaaaaaaaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x='aaaaaaaaaaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x | replace('a', 'aaaaaaaa') %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x.replace('a', 'aaaaaaaa') %}{% endfor %}{{ ns.x }}",
                "{% macro m(x) %}{{ m(x) }}{{ m(x) }}{% endmacro %}{{ m(1) }}",
                "{{ 'x'.repeat(2000000000) }}",
                "{{ 'x' * 2000000000 }}",
                "{{ '%2000000000s' | format('x') }}",
                "{{ 'x' | center(2000000000) }}",
                "{{ 9 ** 9 ** 9 ** 9 }}",
                "{{ range(2000000000) | list | length }}"
            })
    void boundsTimeAndOutput(String bomb) throws Exception {
        var start = System.nanoTime();

        var said = attempt(bomb);

        assertThat(said.length()).isLessThanOrEqualTo(ChatTemplate.MOST_CHARACTERS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    private static String attempt(String template) {
        try {
            return ChatTemplate.of(layout(template)).render(CHAT);
        } catch (LoadFailure | ProblemException _) {
            return ""; // refused, which is as good
        }
    }

    private static String render(String template) throws LoadFailure {
        return ChatTemplate.of(layout(template)).render(CHAT);
    }

    private static ChatLayout layout(@Nullable String template) {
        return new ChatLayout(
                Path.of("model.onnx"), Path.of("tokenizer.json"), 100, 100, Set.of(), template, "<s>", "</s>");
    }
}
