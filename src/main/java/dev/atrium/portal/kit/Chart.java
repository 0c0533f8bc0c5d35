package dev.atrium.portal.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.dom.Element;
import java.util.Locale;
import java.util.function.IntConsumer;

/** A chart with the same facts as a table below it, for whom a picture says nothing. */
public final class Chart extends Composite<Div> {

    /** How values are drawn. */
    public enum Kind {
        BAR,
        /** Bars whose series stand on each other. */
        STACK,
        LINE;

        String type() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final EchartPanel panel = new EchartPanel();
    private final Div table = new Div();
    private final H3 title = new H3();
    private final Kind kind;

    public Chart(Kind kind, ChartData data) {
        this.kind = kind;
        table.addClassName("chart-table");
        panel.getElement().setAttribute("role", "img");
        getContent().addClassName("chart");
        getContent().add(title, panel, new Details(getTranslation("kit.chart-table"), table));
        show(data);
    }

    /** Shows other data. */
    public void show(ChartData data) {
        title.setText(data.title());
        panel.getElement().setAttribute("aria-label", getTranslation("kit.chart-label", data.title()));
        panel.show(data, kind);
        table.getElement().removeAllChildren();
        table.getElement().appendChild(table(data));
    }

    /** Calls back with the place of the category that was clicked, from 0. */
    public Chart onCategory(IntConsumer listener) {
        panel.onPoint(click -> listener.accept(click.index()));
        return this;
    }

    private static Element table(ChartData data) {
        var head = new Element("tr").appendChild(heading("col", data.dimension()));
        data.series().forEach(series -> head.appendChild(heading("col", series.name())));
        var body = new Element("tbody");
        for (int i = 0; i < data.categories().size(); i++) {
            var row = new Element("tr")
                    .appendChild(heading("row", data.categories().get(i)));
            for (var series : data.series()) {
                row.appendChild(new Element("td").setText(series.values().get(i).text()));
            }
            body.appendChild(row);
        }
        return new Element("table")
                .appendChild(
                        new Element("caption").setText(data.title()), new Element("thead").appendChild(head), body);
    }

    private static Element heading(String scope, String text) {
        return new Element("th").setAttribute("scope", scope).setText(text);
    }
}
