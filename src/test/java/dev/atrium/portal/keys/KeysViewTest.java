package dev.atrium.portal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import dev.atrium.portal.KeysOfTest;
import dev.atrium.portal.OfficeOfTest;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.Shelf;
import dev.atrium.portal.kit.Confirmation;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.LazyGrid;
import dev.atrium.registry.CallableModel;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "ada")
class KeysViewTest extends PortalTest {

    private static final String KEYS_WITH_EMOJI = "\uD83D\uDD11".repeat(200);

    @Autowired
    private KeysOfTest keys;

    @Autowired
    private OfficeOfTest office;

    @Autowired
    private Shelf shelf;

    @BeforeEach
    void open() {
        keys.clear();
        shelf.clear();
        UI.getCurrent().navigate("o/acme/keys");
    }

    @Test
    void showsASecretOnceWithACallThatWorksAsItStands() {
        var dialog = openDialog();
        test(dialog.name).setValue("  website ");
        dialog.life.setValue(KeyLife.MONTH);
        test(dialog.create).click();

        var secret = keys.issued.getFirst().secret().spelled();
        assertThat(find(CopyField.class).all())
                .extracting(CopyField::value)
                .containsExactly(secret, "curl with " + secret);
        assertThat(dialog.isCloseOnEsc()).isFalse();
        test(dialog.done).click();

        assertThat(find(CopyField.class).all()).isEmpty();
        var key = keys.issued.getFirst().key();
        assertThat(key.name()).isEqualTo("website");
        assertThat(key.madeBy()).isEqualTo(ADA);
        assertThat(key.models()).isNull();
        assertThat(key.expiresAt())
                .isBetween(
                        key.issuedAt().plus(Duration.ofDays(29)), key.issuedAt().plus(Duration.ofDays(31)));
        assertThat(nameOfFirst()).startsWith("website");
    }

    @Test
    void limitsAKeyToModels() {
        var mini = add("acme/mini");
        var dialog = openDialog();
        test(dialog.name).setValue("one");
        test(dialog.models).selectItem("acme/mini");
        dialog.life.setValue(KeyLife.FOREVER);
        test(dialog.create).click();

        var key = keys.issued.getFirst().key();
        assertThat(key.models()).isEqualTo(Set.of(mini.id()));
        assertThat(key.expiresAt()).isNull();
        assertThat(test(grid()).getCellText(0, 3)).isEqualTo("Never");
        assertThat(test(grid()).getCellText(0, 4)).isEqualTo("acme/mini");
        assertThat(test(grid()).getCellText(0, 5)).isEqualTo("Ada");
    }

    @Test
    void limitsAKeyToAnyOfManyModelsAndNamesIt() {
        var many = IntStream.range(0, 160)
                .mapToObj(i -> add("acme/m%03d".formatted(i)))
                .toList();
        var dialog = openDialog();
        test(dialog.name).setValue("one");

        assertThat(offered(dialog, 150, "")).containsExactlyElementsOf(many.subList(150, 160));
        assertThat(offered(dialog, 0, "m15")).containsExactlyElementsOf(many.subList(150, 160));
        dialog.models.setValue(many.getLast());
        test(dialog.create).click();

        assertThat(keys.issued.getFirst().key().models())
                .isEqualTo(Set.of(many.getLast().id()));
        assertThat(test(grid()).getCellText(0, 4)).isEqualTo("acme/m159");
    }

    @Test
    void whoLeftIsOfferedNoModels() {
        add("acme/secret");
        var dialog = openDialog();
        leaveAcme();

        assertThat(offered(dialog, 0, "")).isEmpty();
    }

    @Test
    void keepsWhatWasTypedWhenTheNameIsTooLongOrMissing() {
        var dialog = openDialog();
        test(dialog.create).click();
        assertThat(dialog.name.getErrorMessage()).isEqualTo("Give the key a name.");

        test(dialog.name).setValue(KEYS_WITH_EMOJI);
        test(dialog.create).click();

        assertThat(dialog.name.isInvalid()).isTrue();
        assertThat(dialog.name.getErrorMessage()).isEqualTo("Use at most 80 characters.");
        assertThat(dialog.name.getValue()).isEqualTo(KEYS_WITH_EMOJI);
        assertThat(keys.issued).isEmpty();
    }

    @Test
    void revokesWhatWasNamedAndTellsHowFarItCame() {
        var key = keys.issue(new Actor.Person(ADA), ACME.id(), ACME.defaultProject(), "ci", null)
                .key();
        UI.getCurrent().navigate("o/globex/keys");
        UI.getCurrent().navigate("o/acme/keys");
        assertThat(nameOfFirst()).startsWith("ci");

        test((Button) test(grid()).getCellComponent(0, 6)).click();
        var dialog = find(Confirmation.class).single();
        test(find(TextField.class, dialog).single()).setValue("ci");
        test(find(Button.class, dialog).withText("Revoke key").single()).click();

        assertThat(keys.of(ACME.id(), null, 1).getFirst().revokedAt()).isNotNull();
        assertThat(key.revokedAt()).isNull();
        assertThat(reach()).isEqualTo("In force on 0 of 1 gateways.");
        office.appliedBy = office.number();
        await().pollInSameThread().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            roundTrip();
            assertThat(reach()).isEqualTo("In force on 1 of 1 gateways.");
        });
    }

    @Test
    void saysWhatToDoWhereThereAreNone() {
        assertThat(grid().getEmptyStateComponent()).isInstanceOf(EmptyState.class);
    }

    private CreateKeyDialog openDialog() {
        test(find(Button.class).withText("Create key").all().getFirst()).click();
        return find(CreateKeyDialog.class).single();
    }

    /** As the field asks while one scrolls or types. */
    private static List<CallableModel> offered(CreateKeyDialog dialog, int offset, String typed) {
        @SuppressWarnings("unchecked") // a lazy field filters by what is typed
        var models = (DataProvider<CallableModel, String>) dialog.models.getDataProvider();
        return models.fetch(new Query<>(offset, 50, List.of(), null, typed)).toList();
    }

    private CallableModel add(String path) {
        return shelf.add(path, ACME.id(), Visibility.PRIVATE, ModelTask.CHAT);
    }

    private String reach() {
        return find(Paragraph.class).withClassName("status-reason").single().getText();
    }

    private String nameOfFirst() {
        return test(grid()).getCellComponent(0, 0).getElement().getTextRecursively();
    }

    private LazyGrid<?> grid() {
        return find(LazyGrid.class).single();
    }
}
