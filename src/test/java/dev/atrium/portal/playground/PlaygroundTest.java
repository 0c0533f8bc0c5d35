package dev.atrium.portal.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.atrium.cluster.ProcessReport;
import dev.atrium.cluster.Processes;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.KeySecret;
import dev.atrium.keys.ShortLivedKeys;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.ServedVersions.Served;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.Shelf;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.models.ModelPages;
import dev.atrium.pricing.Meter;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;

/** The page where people try models, over a gateway that answers what a test says. */
@WithMockUser(username = "ada")
@Import(PlaygroundTest.Doors.class)
class PlaygroundTest extends PortalTest {

    private static final TenantId LIBRARY = TenantId.next();

    @Autowired
    private StandInGateway gateway;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Reports processes;

    @TestConfiguration(proxyBeanMethods = false)
    @Import({ModelPages.class, PlaygroundPages.class})
    static class Doors {

        @Bean
        Shelf shelf() {
            return new Shelf();
        }

        @Bean
        StandInGateway standInGateway() {
            return new StandInGateway();
        }

        @Bean
        Reports processes(StandInGateway gateway) {
            return new Reports(gateway);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        ShortLivedKeys shortLivedKeys(Clock clock) {
            return (tenant, project, onBehalf) -> {
                var secret = KeySecret.random();
                var now = clock.instant();
                return new IssuedKey(
                        new ApiKey(
                                ApiKeyId.next(),
                                tenant,
                                project,
                                "playground",
                                secret.hint(),
                                now,
                                now.plus(ShortLivedKeys.LIFE),
                                null,
                                onBehalf),
                        secret);
            };
        }
    }

    @BeforeEach
    void fill() {
        shelf.clear();
        processes.isAway = false;
        gateway.bodies.clear();
        var tiny = shelf.add("library/tiny", LIBRARY, Visibility.PUBLIC, ModelTask.CHAT);
        shelf.price(tiny, "USD", Map.of(Meter.INPUT_TOKENS, 0L));
        shelf.serve(tiny, new Served("onnx", 1, 1, ReplicaState.READY, "", null));
        shelf.add("library/minilm", LIBRARY, Visibility.PUBLIC, ModelTask.EMBEDDINGS);
        shelf.add("globex/hidden", GLOBEX.id(), Visibility.PRIVATE, ModelTask.CHAT);
    }

    @Test
    void anAnswerComesWithItsFigures() {
        gateway.answer(exchange -> StandInGateway.stream(
                exchange,
                StandInGateway.piece("Good **day** \\ud83d"),
                StandInGateway.piece("\\ude00 <img src=x onerror=alert(1)>"),
                StandInGateway.end("length"),
                StandInGateway.event("[DONE]")));
        UI.getCurrent().navigate("o/acme/playground");
        var pane = find(ChatPane.class).single();
        pane.settings.system.setValue("Be brief.");
        pane.settings.temperature.setValue(0.5);

        say(pane, "Hello");
        settle(() -> !find(FiguresLine.class).all().isEmpty());

        assertThat(texts(ChatMessage.class))
                .containsExactly(
                        "You | Hello",
                        "library/tiny | It ends here: there was no room for more tokens. |"
                                + " 9 tokens in · 4 tokens out · $0.00000162 · 1.3 s in all · first token after 120 ms");
        assertThat(find(ChatMessage.class).all().getLast().getElement().getOuterHTML())
                .doesNotContain("<img")
                .contains("😀");
        assertThat(gateway.bodies)
                .containsExactly(
                        "{\"model\":\"library/tiny\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                                + "{\"role\":\"user\",\"content\":\"Hello\"}],\"temperature\":0.5,\"stream\":true}");
    }

    @Test
    void theWholeChatIsSentAndANewOneForgetsIt() {
        gateway.answer(exchange ->
                StandInGateway.stream(exchange, StandInGateway.piece("Hi"), StandInGateway.event("[DONE]")));
        UI.getCurrent().navigate("o/acme/playground", QueryParameters.of("model", "library/tiny"));
        var pane = find(ChatPane.class).single();
        say(pane, "One");
        settle(() -> find(FiguresLine.class).all().size() == 1);

        say(pane, "Two");
        settle(() -> find(FiguresLine.class).all().size() == 2);
        assertThat(gateway.bodies.getLast())
                .contains("[{\"role\":\"user\",\"content\":\"One\"},{\"role\":\"assistant\",\"content\":\"Hi\"},"
                        + "{\"role\":\"user\",\"content\":\"Two\"}]");

        test(pane.fresh).click();
        assertThat(find(ChatMessage.class).all()).isEmpty();
    }

    @Test
    void whatWasTypedIsKeptWhenTheGatewayIsDown() {
        processes.isAway = true;
        UI.getCurrent().navigate("o/acme/playground");
        var pane = find(ChatPane.class).single();

        say(pane, "A long thought");
        settle(() -> !find(FailureNote.class).all().isEmpty());

        assertThat(pane.prompt.getValue()).isEqualTo("A long thought");
        assertThat(texts(FailureNote.class))
                .containsExactly("✕ | No answer | The gateway does not answer. | What you typed is still here: send it"
                        + " again in a moment. If it stays so, tell your operator.");
        assertThat(find(ChatMessage.class).all()).isEmpty();
        assertThat(pane.send.isEnabled()).isTrue();
    }

    @Test
    void aChatLongerThanTheContextIsExplainedAndKept() {
        gateway.answer(exchange -> StandInGateway.refuse(
                exchange, 400, "context_length_exceeded", "The chat has 900 tokens; the model reads 512."));
        UI.getCurrent().navigate("o/acme/playground");
        var pane = find(ChatPane.class).single();

        say(pane, "Very long");
        settle(() -> !find(FailureNote.class).all().isEmpty());

        assertThat(pane.prompt.getValue()).isEqualTo("Very long");
        assertThat(texts(FailureNote.class))
                .containsExactly(
                        "✕ | No answer | That is more than the model can take at once. | Shorten the input or begin a"
                                + " new chat, or ask for fewer tokens. | The chat has 900 tokens; the model reads 512.");
    }

    @Test
    void stoppingKeepsWhatCame() {
        gateway.answer(exchange -> {
            exchange.getResponseHeaders().set("x-request-id", "req_1");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(StandInGateway.piece("Half"));
            exchange.getResponseBody().flush();
            sleep();
        });
        UI.getCurrent().navigate("o/acme/playground");
        var pane = find(ChatPane.class).single();
        say(pane, "Go on");
        settle(() -> find(ChatMessage.class).all().size() == 2
                && find(ChatMessage.class).all().getLast().text().equals("Half"));

        test(pane.stop).click();
        settle(() -> !find(FiguresLine.class).all().isEmpty());

        assertThat(texts(ChatMessage.class).getLast()).contains("You stopped it here.", "9 tokens in");
        assertThat(pane.stop.isVisible()).isFalse();
    }

    @Test
    void codeSaysWhatThePageWouldSend() {
        UI.getCurrent().navigate("o/acme/playground");
        var pane = find(ChatPane.class).single();
        pane.settings.maxTokens.setValue(20);
        pane.prompt.setValue("It's \"me\"");

        test(find(Button.class).withText("View code").single()).click();

        assertThat(find(CopyField.class).all().getFirst().value())
                .contains("/v1/chat/completions", "\"max_tokens\": 20", "It'\\''s \\\"me\\\"");
    }

    @Test
    void textsAreComparedEachWithEach() {
        gateway.answer(exchange ->
                StandInGateway.whole(exchange, 200, "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0.6,0.8]}]}"));
        UI.getCurrent().navigate("o/acme/playground", QueryParameters.of("model", "library/minilm"));
        var pane = find(EmbeddingsPane.class).single();
        pane.texts.setValue("a cat\n\n a kitten ");

        test(pane.compare).click();
        settle(() -> !find(FiguresLine.class).all().isEmpty());

        assertThat(texts(NativeTable.class))
                .containsExactly("1 | 2 | 1 a cat | 1.00 | 0.60 | 2 a kitten | 0.60 | 1.00");
        assertThat(gateway.bodies).containsExactly("{\"model\":\"library/minilm\",\"input\":[\"a cat\",\"a kitten\"]}");
        assertThat(pane.compare.isEnabled()).isTrue();
    }

    @Test
    void anothersPrivateModelIsNotThere() {
        UI.getCurrent().navigate("o/acme/playground", QueryParameters.of("model", "globex/hidden"));

        assertThat(find(H1.class).single().getText()).isEqualTo("Playground");
        assertThat(find(ChatPane.class).all()).isEmpty();
        assertThat(find(com.vaadin.flow.component.html.Paragraph.class).all())
                .anyMatch(text -> text.getText()
                        .equals("There is no such model here, or your organization may not call it. Choose another."));
    }

    private void say(ChatPane pane, String words) {
        pane.prompt.setValue(words);
        test(pane.send).click();
    }

    private static void settle(Callable<Boolean> isSettled) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            roundTrip();
            return isSettled.call();
        });
    }

    private static void sleep() {
        try {
            TimeUnit.SECONDS.sleep(20);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private <T extends Component> List<String> texts(Class<T> type) {
        return find(type).all().stream()
                .map(component -> String.join(" | ", leaves(component.getElement())))
                .toList();
    }

    private static List<String> leaves(Element element) {
        return element.isTextNode()
                ? List.of(element.getText())
                : element.getChildren()
                        .flatMap(child -> leaves(child).stream())
                        .filter(text -> !text.isBlank())
                        .toList();
    }

    /** The one gateway, or none. */
    static final class Reports implements Processes {

        private final StandInGateway gateway;
        private volatile boolean isAway;

        Reports(StandInGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public void report(ProcessReport report) {}

        @Override
        public void signOff(ProcessId id) {}

        @Override
        public List<ProcessReport> alive() {
            return isAway
                    ? List.of()
                    : List.of(new ProcessReport(
                            ProcessId.next(),
                            "gateway",
                            gateway.address().toString(),
                            "1",
                            1,
                            null,
                            Map.of(),
                            0,
                            Instant.EPOCH));
        }

        @Override
        public List<ProcessReport> known() {
            return alive();
        }

        @Override
        public List<ProcessReport> heardOfWithin(Duration time) {
            return alive();
        }
    }
}
