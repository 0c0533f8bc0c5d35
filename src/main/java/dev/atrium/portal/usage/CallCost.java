package dev.atrium.portal.usage;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageLine;
import dev.atrium.portal.kit.Formats;
import dev.atrium.shared.Money;

/** What a call is made of, and what each part costs: quantity × unit price, nothing rounded. */
final class CallCost extends Composite<Div> {

    private final Formats formats = Formats.current();

    CallCost(Usage usage) {
        getContent().addClassName("chart-table");
        if (usage.lines().isEmpty()) {
            getContent().add(new Paragraph(getTranslation("usage.nothing-counted")));
        } else {
            getContent().getElement().appendChild(table(usage));
        }
    }

    private Element table(Usage usage) {
        var head = new Element("tr")
                .appendChild(
                        heading("col", "usage.meter"),
                        heading("col", "usage.quantity"),
                        heading("col", "usage.unit-price"),
                        heading("col", "usage.amount"));
        var body = new Element("tbody");
        usage.lines().forEach(line -> body.appendChild(row(usage, line)));
        var total = new Element("tr")
                .appendChild(
                        heading("row", "usage.total"),
                        cell(""),
                        cell(""),
                        cell(formats.money(new Money(usage.amountPico(), usage.currency()))));
        return new Element("table")
                .appendChild(
                        new Element("caption").setText(getTranslation("usage.costs")),
                        new Element("thead").appendChild(head),
                        body,
                        new Element("tfoot").appendChild(total));
    }

    private Element row(Usage usage, UsageLine line) {
        var quantity = formats.number(line.quantity());
        return new Element("tr")
                .appendChild(
                        heading(
                                "row",
                                switch (line.meter()) {
                                    case INPUT_TOKENS -> "usage.input-tokens";
                                    case OUTPUT_TOKENS -> "usage.output-tokens";
                                    case REQUESTS -> "usage.requests";
                                }),
                        cell(line.exact() ? quantity : getTranslation("usage.estimated", quantity)),
                        cell(formats.money(new Money(line.picoPerUnit(), usage.currency()))),
                        cell(formats.money(new Money(line.amountPico(), usage.currency()))));
    }

    private Element heading(String scope, String key) {
        return new Element("th").setAttribute("scope", scope).setText(getTranslation(key));
    }

    private static Element cell(String text) {
        return new Element("td").setText(text);
    }
}
