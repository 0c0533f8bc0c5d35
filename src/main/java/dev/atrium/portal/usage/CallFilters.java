package dev.atrium.portal.usage;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.atrium.metering.UsageStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Which calls the list shows: of a model, of a caller, with an end. It stays on the page, so that the focus does too. */
final class CallFilters extends Composite<Div> {

    private static final String ALL = "";

    final Select<String> model = new Select<>();
    final Select<String> caller = new Select<>();
    final Select<String> status = new Select<>();

    private transient UsageChoice choice = new UsageChoice(Map.of());
    /** While the fields are filled nobody chooses. */
    private boolean isShowing;

    /** @param go shows another choice */
    CallFilters(Consumer<UsageChoice> go) {
        listen(model, UsageChoice.MODEL, go);
        listen(caller, UsageChoice.CALLER, go);
        listen(status, UsageChoice.STATUS, go);
        model.setLabel(getTranslation("usage.model"));
        caller.setLabel(getTranslation("usage.caller"));
        status.setLabel(getTranslation("usage.status"));
        getContent().addClassName("filters");
        getContent().add(model, caller, status);
    }

    /**
     * Shows what may be chosen and what is.
     *
     * @param models  ids and names, in order
     * @param callers ids and names, in order
     */
    void show(UsageChoice chosen, Map<String, String> models, Map<String, String> callers) {
        isShowing = true;
        choice = chosen;
        fill(
                model,
                "usage.all-models",
                models,
                chosen.model().map(Object::toString).orElse(ALL));
        fill(
                caller,
                "usage.all-callers",
                callers,
                chosen.caller().map(Object::toString).orElse(ALL));
        var ends = new LinkedHashMap<String, String>();
        Arrays.stream(UsageStatus.values()).forEach(end -> ends.put(word(end), getTranslation(CallWords.keyOf(end))));
        fill(
                status,
                "usage.all-statuses",
                ends,
                chosen.status().map(CallFilters::word).orElse(ALL));
        isShowing = false;
    }

    /** What an address names and the list does not have is shown as it is, so that it can be taken away. */
    private void fill(Select<String> select, String allKey, Map<String, String> items, String chosen) {
        var names = new LinkedHashMap<String, String>();
        names.put(ALL, getTranslation(allKey));
        names.putAll(items);
        names.putIfAbsent(chosen, chosen);
        select.setItemLabelGenerator(item -> names.getOrDefault(item, item));
        select.setItems(names.keySet());
        select.setValue(chosen);
    }

    private void listen(Select<String> select, String name, Consumer<UsageChoice> go) {
        select.addValueChangeListener(change -> {
            if (!isShowing) {
                go.accept(choice.with(name, change.getValue()));
            }
        });
    }

    private static String word(UsageStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
