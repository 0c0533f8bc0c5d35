package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesObjectsWithinObjects() {
        String prices = Json.object(Map.of("input_tokens", "0.02"));

        assertThat(Json.object(new TreeMap<>(Map.of("name", "a \"b\" \\ \n", "prices", prices))))
                .isEqualTo("{\"name\":\"a \\\"b\\\" \\\\ \\n\",\"prices\":{\"input_tokens\":\"0.02\"}}");
    }

    @Test
    void findsStringsNumbersAndClaims() {
        String json = "{\"state\": \"down\\u006Coading\", \"progress\":42,\"reason\":null, \"ok\":true}";

        assertThat(Json.first(json, "state")).contains("downloading");
        assertThat(Json.first(json, "progress")).contains("42");
        assertThat(Json.first(json, "reason")).isEmpty();
        assertThat(Json.first(json, "ok")).contains("true");
        assertThat(Json.first(json, "missing")).isEmpty();
    }

    @Test
    void takesFirstElementOfList() {
        assertThat(Json.first("{\"notes\":[\"one\",\"two\"]}", "notes")).contains("one");
        assertThat(Json.first("{\"notes\":[]}", "notes")).isEmpty();
    }

    @Test
    void keepsQuotesWithinStrings() {
        assertThat(Json.first("{\"detail\":\"There is no \\\"x\\\".\"}", "detail"))
                .contains("There is no \"x\".");
    }
}
