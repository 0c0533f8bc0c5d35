package dev.atrium.portal.kit;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A table as a file that spreadsheets read: RFC 4180 in UTF-8. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe, which makes it text there.
 *
 * @param head names of the columns
 * @param rows as many cells in each as there are columns
 */
public record Csv(List<String> head, List<List<String>> rows) {

    /** Tells spreadsheets that the file is UTF-8. */
    private static final String MARK = "\uFEFF";

    private static final String FORMULA = "=+-@\t\r\n";
    private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?";

    public Csv {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** The whole file. */
    public String text() {
        return MARK + line(head) + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    /**
     * A link that saves the file.
     *
     * @param allowed whether the reader may have it still; asked when it is fetched
     */
    public Anchor link(String text, String fileName, BooleanSupplier allowed) {
        var handler = DownloadHandler.fromInputStream(_ -> {
            if (!allowed.getAsBoolean()) {
                return DownloadResponse.error(HttpStatusCode.NOT_FOUND);
            }
            var bytes = text().getBytes(StandardCharsets.UTF_8);
            return new DownloadResponse(
                    new ByteArrayInputStream(bytes), fileName, "text/csv; charset=utf-8", bytes.length);
        });
        return new Anchor(handler, AttachmentType.DOWNLOAD, text);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        var isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches(NUMBER);
        var safe = isFormula ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
