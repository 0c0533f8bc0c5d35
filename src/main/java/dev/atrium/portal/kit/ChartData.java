package dev.atrium.portal.kit;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a chart shows. Values carry their text, so that the table says exactly what a page says elsewhere.
 *
 * @param title      what is shown
 * @param dimension  what the categories are, such as "Day"
 * @param categories one per place on the horizontal axis
 */
public record ChartData(String title, String dimension, List<String> categories, List<Series> series) {

    /** One value: where it is drawn, and how it reads. */
    public record Value(BigDecimal height, String text) {}

    /** @param values as many as there are categories */
    public record Series(String name, List<Value> values) {

        public Series {
            values = List.copyOf(values);
        }
    }

    public ChartData {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
        for (var one : series) {
            if (one.values().size() != categories.size()) {
                throw new IllegalArgumentException("values of '%s': %d (expected: %d)"
                        .formatted(one.name(), one.values().size(), categories.size()));
            }
        }
    }
}
