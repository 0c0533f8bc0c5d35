package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.ServedVersions.Served;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.MarkdownText;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.models.ModelPages;
import dev.atrium.pricing.Meter;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;

/** The list of models and the page of one. */
@WithMockUser(username = "ada")
@Import(ModelsTest.Doors.class)
class ModelsTest extends PortalTest {

    private static final TenantId LIBRARY = TenantId.next();
    private static final String SILENT =
            "Worker w1 has not reported since 2031-05-06T07:08:09Z. Start it again, or connect another.";

    @Autowired
    private Shelf shelf;

    @TestConfiguration(proxyBeanMethods = false)
    @Import(ModelPages.class)
    static class Doors {

        @Bean
        Shelf shelf() {
            return new Shelf();
        }
    }

    @BeforeEach
    void fill() {
        shelf.clear();
        var minilm = shelf.add("library/minilm", LIBRARY, Visibility.PUBLIC, ModelTask.EMBEDDINGS);
        shelf.price(minilm, "USD", Map.of(Meter.INPUT_TOKENS, 20_000L));
        shelf.serve(minilm, new Served("onnx", 1, 1, ReplicaState.READY, "", null));
        shelf.card("library/minilm", "# MiniLM\n\n<img src=x onerror=alert(1)> [click](javascript:alert(1))");
        var secret = shelf.add("acme/secret", ACME.id(), Visibility.PRIVATE, ModelTask.CHAT);
        shelf.serve(secret, new Served("onnx", 1, 1, ReplicaState.READY, SILENT, null));
        var far = shelf.add("globex/far", GLOBEX.id(), Visibility.PUBLIC, ModelTask.CHAT);
        shelf.price(far, "USD", Map.of(Meter.INPUT_TOKENS, 0L, Meter.OUTPUT_TOKENS, 0L));
        shelf.serve(far, new Served("onnx", 1, 0, ReplicaState.FAILED, SILENT, null));
        shelf.add("globex/hidden", GLOBEX.id(), Visibility.PRIVATE, ModelTask.CHAT);
    }

    @Test
    void listsWhatTheOrganizationMayCallWithPriceAndState() {
        UI.getCurrent().navigate("o/acme/models");

        assertThat(texts(ListItem.class))
                .containsExactly(
                        "acme/secret | Chat · 512 tokens of context · Yours | It has no price in USD, so it cannot be"
                                + " called. Ask its publisher for one. | ▲ | Worker lost | Worker w1 has not reported"
                                + " since May 6, 2031, 7:08\u202FAM. Start it again, or connect another.",
                        "globex/far | Chat · 512 tokens of context | Free | ✕ | Failed |"
                                + " Ask its publisher, or try again later.",
                        "library/minilm | Embeddings · 512 tokens of context |"
                                + " $0.02 per million input tokens | ● | Ready");
    }

    @Test
    void findsModelsByWhatIsTyped() {
        UI.getCurrent().navigate("o/acme/models", QueryParameters.of("q", "mini"));
        assertThat(texts(ListItem.class)).singleElement().asString().startsWith("library/minilm");

        test(find(TextField.class).single()).setValue("nothing like that");

        assertThat(texts(ListItem.class)).isEmpty();
    }

    @Test
    void whoLeftFindsNothingAnyMore() {
        UI.getCurrent().navigate("o/acme/models");
        leaveAcme();

        test(find(TextField.class).single()).setValue("secret");

        assertThat(texts(ListItem.class)).isEmpty();
        assertThat(find(H1.class).single().getText()).isEqualTo("There is nothing here");
    }

    @Test
    void whoLeftReadsNoMoreOfTheList() {
        for (int i = 0; i < 30; i++) {
            shelf.add("acme/many-%02d".formatted(i), ACME.id(), Visibility.PRIVATE, ModelTask.CHAT);
        }
        UI.getCurrent().navigate("o/acme/models", QueryParameters.of("q", "many"));
        leaveAcme();

        test(find(Button.class).withText("Show more").single()).click();

        assertThat(texts(ListItem.class)).isEmpty();
        assertThat(find(H1.class).single().getText()).isEqualTo("There is nothing here");
    }

    @Test
    void aPageTellsWhatAModelIsAndHowToCallIt() {
        UI.getCurrent().navigate("o/acme/models/library/minilm");

        assertThat(find(H1.class).single().getText()).isEqualTo("library/minilm");
        assertThat(texts(DescriptionList.class))
                .containsExactly("Task | Embeddings | Version | library/minilm@v3 | Engine | onnx | Context |"
                        + " 512 tokens | Size | 22.9 MB | Who may call it | Everybody here");
        assertThat(texts(StatusBadge.class)).containsExactly("● | Ready");
        assertThat(find(CopyField.class).all().getFirst().value()).isEqualTo("""
                curl http://127.0.0.1:7402/v1/embeddings \\
                  -H "Authorization: Bearer $ATRIUM_API_KEY" \\
                  -H "Content-Type: application/json" \\
                  -d '{
                    "model": "library/minilm",
                    "input": "Hello"
                  }'""");
    }

    @Test
    void aCardShowsTextAndRunsNothing() {
        UI.getCurrent().navigate("o/acme/models/library/minilm");

        var card = find(MarkdownText.class).single().getElement().getOuterHTML();

        assertThat(card).contains("MiniLM").doesNotContain("<img", "javascript:");
        assertThat(find(Html.class).all()).isEmpty();
    }

    @Test
    void anothersPrivateModelIsNotThere() {
        UI.getCurrent().navigate("o/acme/models/globex/hidden");
        assertThat(find(H1.class).single().getText()).isEqualTo("There is nothing here");

        UI.getCurrent().navigate("o/globex/models/globex/hidden");
        assertThat(find(H1.class).single().getText()).isEqualTo("globex/hidden");
        assertThat(texts(StatusBadge.class))
                .containsExactly("○ | Not deployed | No worker serves this version, so calls of it are refused. |"
                        + " Serve it with ./atrium model add on the machine of this portal.");
    }

    @Test
    void thePaletteFindsModelsOfTheOrganization(@Autowired List<DestinationSource> sources) {
        assertThat(sources.stream().flatMap(source -> source.find("i", "acme", 10).stream()))
                .containsExactly(new Destination("library/minilm", "o/acme/models/library/minilm"));
        assertThat(sources.stream().flatMap(source -> source.find("", "initech", 10).stream()))
                .isEmpty();
    }

    private <T extends Component> List<String> texts(Class<T> type) {
        return find(type).all().stream()
                .map(component -> String.join(" | ", leaves(component.getElement())))
                .toList();
    }

    private static List<String> leaves(com.vaadin.flow.dom.Element element) {
        return element.isTextNode()
                ? List.of(element.getText())
                : element.getChildren()
                        .flatMap(child -> leaves(child).stream())
                        .filter(text -> !text.isBlank())
                        .toList();
    }
}
