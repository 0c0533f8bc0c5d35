package dev.atrium.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesEveryCell() {
        var csv = new Csv(List.of("Name", "Count"), List.of(List.of("a \"b\", c", "1"), List.of("two\nlines", "")));

        assertThat(csv.text())
                .isEqualTo("\uFEFF\"Name\",\"Count\"\r\n\"a \"\"b\"\", c\",\"1\"\r\n\"two\nlines\",\"\"\r\n");
    }

    @Test
    void noCellIsAFormula() {
        assertThat(List.of("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "-cmd"))
                .allSatisfy(text -> assertThat(cell(text)).isEqualTo("\"'" + text + "\""));
    }

    @Test
    void numbersStayNumbers() {
        assertThat(List.of("-12.50", "0", "0.00000018"))
                .allSatisfy(text -> assertThat(cell(text)).isEqualTo("\"" + text + "\""));
    }

    private static String cell(String text) {
        var file = new Csv(List.of(), List.of(List.of(text))).text();
        return file.substring(3, file.length() - 2);
    }
}
