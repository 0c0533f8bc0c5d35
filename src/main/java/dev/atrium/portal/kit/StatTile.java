package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/** One figure that matters: what it is, how much, and what to compare it with. */
public final class StatTile extends Composite<Div> {

    private final DescriptionList.Description value = new DescriptionList.Description();
    private final Paragraph note = new Paragraph();

    /** @param value as {@link Formats} writes it */
    public StatTile(String name, String value) {
        note.addClassName("stat-note");
        note.setVisible(false);
        this.value.setText(value);
        getContent().addClassName("stat");
        var fact = new DescriptionList();
        fact.add(new DescriptionList.Term(name), this.value);
        getContent().add(fact, note);
    }

    /** Shows another figure. */
    public void show(String newValue) {
        value.setText(newValue);
    }

    /** Adds a line below the figure, such as the one of yesterday. */
    public StatTile note(String text) {
        note.setText(text);
        note.setVisible(!text.isEmpty());
        return this;
    }

    /** Tiles side by side, as many in a row as there is room for. */
    public static Div row(StatTile... tiles) {
        var row = new Div((Component[]) tiles);
        row.addClassName("stats");
        return row;
    }
}
