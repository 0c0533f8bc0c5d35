package dev.atrium.portal.playground;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.portal.kit.Formats;
import java.util.List;

/** How alike texts are, each against each. The shade of a cell says what its number says. */
final class SimilarityTable extends Composite<Div> {

    private static final int PERCENT = 100;
    private static final int SHOWN_CHARACTERS = 60;

    SimilarityTable(List<String> texts, List<float[]> vectors) {
        var table = new NativeTable();
        var formats = Formats.current();
        var head = table.getHead().addRow();
        head.addHeaderCell();
        for (int column = 0; column < vectors.size(); column++) {
            header(head, formats.number(column + 1L), "col");
        }
        for (int row = 0; row < vectors.size(); row++) {
            var line = table.getBody().addRow();
            header(line, formats.number(row + 1L) + " " + begin(texts.get(row)), "row");
            for (var other : vectors) {
                cell(line, EmbeddingCall.similarity(vectors.get(row), other), formats);
            }
        }
        var caption = new Paragraph(getTranslation("playground.matrix"));
        caption.addClassName("quiet");
        table.getElement().setAttribute("aria-label", caption.getText());
        getContent().addClassName("similarity");
        getContent().getElement().setAttribute("tabindex", "0");
        getContent().add(caption, table);
    }

    private static void header(NativeTableRow row, String text, String scope) {
        NativeTableHeaderCell cell = row.addHeaderCell();
        cell.setText(text);
        cell.getElement().setAttribute("scope", scope);
    }

    private static void cell(NativeTableRow row, double similarity, Formats formats) {
        var cell = row.addDataCell();
        cell.setText(formats.hundredths(similarity));
        var shade = Math.round(Math.max(0, Math.min(1, similarity)) * PERCENT);
        cell.getStyle().set("--shade", shade + "%");
    }

    private static String begin(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
    }
}
