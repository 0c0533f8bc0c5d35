package dev.atrium.portal.usage;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageSubject;
import dev.atrium.portal.usage.UsageChoice.Measure;
import dev.atrium.portal.usage.UsageChoice.Range;
import java.text.DateFormatSymbols;
import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which days, summed up by what, and what the chart shows. It stays on the page, so that the focus does too. */
final class UsageControls extends Composite<Div> {

    final Select<Range> range = new Select<>();
    final DatePicker from = new DatePicker();
    final DatePicker to = new DatePicker();
    final Select<UsageSubject.Kind> group = new Select<>();
    final Select<Measure> measure = new Select<>();

    private transient UsageChoice choice = new UsageChoice(Map.of());
    private transient @Nullable UsagePeriod period;
    /** While the fields are filled nobody chooses. */
    private boolean isShowing;

    /** @param go shows another choice */
    UsageControls(Consumer<UsageChoice> go) {
        fill(range, "usage.range", Range.values(), one -> "usage.range-" + one.key());
        fill(
                group,
                "usage.group",
                UsageSubject.Kind.values(),
                one -> "usage.group-" + one.name().toLowerCase(Locale.ROOT));
        fill(measure, "usage.measure", Measure.values(), one -> "usage.measure-" + one.key());
        fill(from, "usage.from");
        fill(to, "usage.to");
        range.addValueChangeListener(change -> {
            if (!isShowing) {
                go.accept(ranged(change.getValue()));
            }
        });
        from.addValueChangeListener(change -> goOn(UsageChoice.FROM, change.getValue(), go));
        to.addValueChangeListener(change -> goOn(UsageChoice.TO, change.getValue(), go));
        group.addValueChangeListener(
                change -> goOn(UsageChoice.GROUP, change.getValue().name().toLowerCase(Locale.ROOT), go));
        measure.addValueChangeListener(
                change -> goOn(UsageChoice.SHOWN, change.getValue().key(), go));
        getContent().addClassName("filters");
        getContent().add(range, from, to, group, measure);
    }

    void show(UsageChoice chosen, UsagePeriod shown, LocalDate today) {
        isShowing = true;
        choice = chosen;
        period = shown;
        range.setValue(chosen.range());
        group.setValue(chosen.group());
        measure.setValue(chosen.measure());
        for (var picker : List.of(from, to)) {
            picker.setVisible(chosen.range() == Range.OWN);
            picker.setMax(today);
        }
        from.setValue(shown.first());
        to.setValue(shown.last());
        isShowing = false;
    }

    /** Own days begin as those that are shown. */
    private UsageChoice ranged(Range wanted) {
        var begin = wanted == Range.OWN ? period : null;
        return choice.with(UsageChoice.RANGE, wanted.key())
                .with(UsageChoice.FROM, begin == null ? "" : begin.first().toString())
                .with(UsageChoice.TO, begin == null ? "" : begin.last().toString());
    }

    private void goOn(String name, @Nullable Object value, Consumer<UsageChoice> go) {
        if (!isShowing && value != null) {
            go.accept(choice.with(name, value.toString()));
        }
    }

    private <T> void fill(Select<T> select, String label, T[] items, Function<T, String> key) {
        select.setLabel(getTranslation(label));
        select.setItems(items);
        select.setItemLabelGenerator(item -> getTranslation(key.apply(item)));
    }

    private void fill(DatePicker picker, String label) {
        var symbols = DateFormatSymbols.getInstance(getLocale());
        picker.setLabel(getTranslation(label));
        picker.setLocale(getLocale());
        picker.setI18n(new DatePicker.DatePickerI18n()
                .setToday(getTranslation("usage.range-today"))
                .setCancel(getTranslation("usage.cancel"))
                .setMonthNames(Arrays.asList(symbols.getMonths()).subList(0, 12))
                .setWeekdays(Arrays.asList(symbols.getWeekdays()).subList(1, 8))
                .setWeekdaysShort(Arrays.asList(symbols.getShortWeekdays()).subList(1, 8))
                .setFirstDayOfWeek(
                        WeekFields.of(getLocale()).getFirstDayOfWeek().getValue() % 7));
    }
}
