package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTextTest {

    @Test
    void tellsEachCharacterWithItsLastByte() {
        assertThat(told(bytes("a"), bytes("\u4e2d"), bytes("z"))).containsExactly("a", "\u4e2d", "z", "");
    }

    @Test
    void tokensMayHoldTheEndOfOneCharacterAndTheBeginningOfTheNext() {
        var two = bytes("\u67cf\u6797");

        assertThat(told(at(two, 0, 1), at(two, 1, 2), at(two, 2, 4), at(two, 4, 5), at(two, 5, 6), bytes("!")))
                .containsExactly("", "", "\u67cf", "", "\u6797", "!", "");
    }

    @Test
    void whatNothingCanFinishIsToldAsWhatItIs() {
        var half = at(bytes("\u67cf"), 0, 2);

        assertThat(told(half, bytes("a"))).containsExactly("", "\ufffda", "");
        assertThat(told(bytes("a"), half)).containsExactly("a", "", "\ufffd");
        assertThat(told(half, new byte[0], new byte[0], new byte[0])).containsExactly("", "", "", "\ufffd", "");
    }

    /** The pieces after each token, and the rest. */
    private static List<String> told(byte[]... tokens) {
        var text = new TokenText(ids -> {
            var all = new ByteArrayOutputStream();
            Arrays.stream(ids).forEach(id -> all.writeBytes(tokens[(int) id]));
            return all.toString(StandardCharsets.UTF_8);
        });
        var pieces = new ArrayList<String>();
        for (var id = 0; id < tokens.length; id++) {
            pieces.add(text.add(id));
        }
        pieces.add(text.rest());
        return pieces;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] at(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
