package dev.atrium.portal.keys;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.NewKey;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.FoundItems;
import dev.atrium.registry.CallableModel;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.VisibleText;
import dev.atrium.tenancy.Tenant;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks what a key is for, makes it, and shows its secret once. It then closes by its button only. */
final class CreateKeyDialog extends Dialog {

    final TextField name = new TextField();
    final Select<KeyLife> life = new Select<>();
    final MultiSelectComboBox<CallableModel> models = new MultiSelectComboBox<>();
    final Button create = new Button();
    final Button done = new Button();

    private final transient Tenant organization;
    private final transient FoundItems.Source<CallableModel> offered;
    private final transient ReadyCall call;
    private final transient Clock clock;
    private final transient Function<NewKey, IssuedKey> issue;

    /**
     * @param offered the models that the key can be limited to
     * @param issue   makes the key
     */
    CreateKeyDialog(
            Tenant organization,
            FoundItems.Source<CallableModel> offered,
            ReadyCall call,
            Clock clock,
            Function<NewKey, IssuedKey> issue) {
        this.offered = offered;
        this.organization = organization;
        this.call = call;
        this.clock = clock;
        this.issue = issue;
        setHeaderTitle(getTranslation("keys.create"));
        addClassName("key-dialog");
        add(form());
        create.setText(getTranslation("keys.create"));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.addClickListener(_ -> submit());
        create.addClickShortcut(Key.ENTER).listenOn(name);
        done.setText(getTranslation("keys.done"));
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.addClickListener(_ -> close());
        getFooter().add(new Button(getTranslation("kit.cancel"), _ -> close()), create);
    }

    private Div form() {
        name.setLabel(getTranslation("keys.name"));
        name.setHelperText(getTranslation("keys.name-help"));
        name.setAutofocus(true);
        name.setManualValidation(true);
        life.setLabel(getTranslation("keys.life"));
        life.setItems(KeyLife.values());
        life.setItemLabelGenerator(item -> getTranslation(item.text()));
        life.setValue(KeyLife.QUARTER);
        models.setManualValidation(true);
        models.setLabel(getTranslation("keys.models"));
        models.setHelperText(getTranslation("keys.models-help"));
        models.setPlaceholder(getTranslation("keys.all-models"));
        models.setItemLabelGenerator(model -> model.name().path());
        models.setItems(new FoundItems<>(offered)).setIdentifierProvider(CallableModel::id);
        var form = new Div(name, life, models);
        form.addClassName("form");
        return form;
    }

    /** What was typed stays when something is wrong with it. */
    private void submit() {
        var text = VisibleText.of(name.getValue());
        models.setInvalid(false);
        name.setInvalid(!ApiKey.isName(text));
        if (name.isInvalid()) {
            name.setErrorMessage(getTranslation(text.isEmpty() ? "keys.name-missing" : "keys.name-long"));
            name.focus();
            return;
        }
        try {
            var wanted = new NewKey(
                    organization.defaultProject(), text, life.getValue().endFrom(clock.instant()), chosen());
            show(issue.apply(wanted));
        } catch (ProblemException e) {
            refuse(e.problem().code());
        }
    }

    private void refuse(String code) {
        if (code.equals("too_many_models")) {
            models.setInvalid(true);
            models.setErrorMessage(
                    getTranslation("keys.models-many", Formats.current().number(ApiKey.MODELS_MAX)));
        } else {
            name.setInvalid(true);
            name.setErrorMessage(getTranslation("keys.not-made"));
        }
    }

    private @Nullable Set<RepositoryId> chosen() {
        var chosen = models.getSelectedItems();
        return chosen.isEmpty() ? null : chosen.stream().map(CallableModel::id).collect(Collectors.toSet());
    }

    private void show(IssuedKey issued) {
        setHeaderTitle(getTranslation("keys.made"));
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        removeAll();
        add(
                new Paragraph(getTranslation("keys.made-text", issued.key().name())),
                new NewSecret(issued).with(NewSecret.call(this, call, organization, issued)));
        getFooter().removeAll();
        getFooter().add(done);
        done.focus();
    }
}
