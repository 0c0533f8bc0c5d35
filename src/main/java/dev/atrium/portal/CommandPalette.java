package dev.atrium.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.data.provider.Query;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Goes to what is typed: a page, or what {@link DestinationSource}s add. */
final class CommandPalette extends Dialog {

    private static final int MOST = 50;

    private final transient List<Navigation.Item> pages;
    private final transient List<DestinationSource> sources;
    private final String organization;
    final ComboBox<Destination> field = new ComboBox<>();

    CommandPalette(Navigation navigation, List<DestinationSource> sources, Optional<String> organization) {
        this.pages = navigation.items(organization);
        this.sources = sources;
        this.organization = organization.orElse("");
        setHeaderTitle(getTranslation("palette.title"));
        addClassName("command-palette");
        field.setAriaLabel(getTranslation("palette.field"));
        field.setPlaceholder(getTranslation("palette.hint"));
        field.setWidthFull();
        field.setAutofocus(true);
        field.setItemLabelGenerator(Destination::text);
        field.setItems(this::find);
        field.addValueChangeListener(change -> go(change.getValue()));
        add(field);
    }

    private Stream<Destination> find(Query<Destination, String> query) {
        var typed = query.getFilter().orElse("").strip();
        return all(typed).skip(query.getOffset()).limit(query.getLimit());
    }

    private Stream<Destination> all(String typed) {
        var lower = typed.toLowerCase(Locale.ROOT);
        var found = pages.stream()
                .map(page -> new Destination(getTranslation(page.title()), page.address()))
                .filter(page -> page.text().toLowerCase(Locale.ROOT).contains(lower));
        return Stream.concat(
                found, sources.stream().flatMap(source -> source.find(typed, organization, MOST).stream()));
    }

    private void go(Destination destination) {
        close();
        UI.getCurrent().navigate(destination.address());
    }
}
