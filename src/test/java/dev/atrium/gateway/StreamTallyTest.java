package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Cutting a stream into events and counting them: what comes out depends on no network frame. */
class StreamTallyTest {

    private static final String WHOLE =
            String.join("", Scripts.events(JsonMapper.shared().readTree("{\"max_tokens\":3,\"prompt\":\"a b\"}")));

    @Test
    void countsTheSameWhereverAFrameIsCut() {
        for (int cut = 0; cut <= WHOLE.length(); cut++) {
            var reader = new Reader();

            reader.feed(WHOLE.substring(0, cut));
            reader.feed(WHOLE.substring(cut));

            reader.assertComplete(cut);
        }
    }

    @Test
    void countsTheSameInFramesOfAnyLength() {
        for (int length = 1; length < 300; length++) {
            var reader = new Reader();

            for (int at = 0; at < WHOLE.length(); at += length) {
                reader.feed(WHOLE.substring(at, Math.min(WHOLE.length(), at + length)));
            }

            reader.assertComplete(length);
        }
    }

    /** Whoever sends usage, an error or an end with a piece of text is read, however it is written. */
    @Test
    void overlooksNothingThatComesWithText() {
        var text = "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":%s}],\"usage\":%s%s}";

        assertThat(told(text.formatted("null", "null", ""))).isEqualTo("pieces 1, reason null, failed false");
        assertThat(told(text.formatted("\"stop\"", "null", ""))).isEqualTo("pieces 1, reason stop, failed false");
        assertThat(told(text.formatted("null", "{\"prompt_tokens\":2,\"completion_tokens\":9}", "")))
                .isEqualTo("pieces 9, reason null, failed false");
        assertThat(told(text.formatted("null", "null", ",\"error\":{}")))
                .isEqualTo("pieces 0, reason null, failed true");
        assertThat(told(text.formatted("null", "null", "").replace(":", " : ")))
                .isEqualTo("pieces 1, reason null, failed false");
        assertThat(told(text.formatted("null", "null", "").replace("\"a\"", "\"\"")))
                .isEqualTo("pieces 0, reason null, failed false");
    }

    @Test
    void keepsOfAnOverlongReasonWhatTheEventHolds() {
        var json = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"%s\"}]}".formatted("r".repeat(5000));

        assertThat(told(json)).isEqualTo("pieces 0, reason %s, failed false".formatted("r".repeat(40)));
    }

    private static String told(String json) {
        var reader = new Reader();
        reader.feed("data: " + json + "\n\n");
        return "pieces %d, reason %s, failed %s"
                .formatted(reader.tally.received().output(), reader.tally.finishReason(), reader.tally.isFailed());
    }

    @Test
    void readsDataOfSeveralLines() {
        var reader = new Reader();

        reader.feed(
                "event: message\ndata: {\"choices\":[],\ndata: \"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n");

        assertThat(reader.tally.received()).isEqualTo(new Quantities(3, 4, true));
    }

    @Test
    void seesNoUsageInGeneratedText() {
        var reader = new Reader();
        var text = "{\\\"usage\\\":{\\\"prompt_tokens\\\":9,\\\"completion_tokens\\\":9}}";

        reader.feed(
                "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"},\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}]}\n\n"
                        .formatted(text));

        assertThat(reader.tally.received()).isEqualTo(new Quantities(2, 13, false));
    }

    @Test
    void refusesAnEventWithoutEnd() {
        var events = new SseEvents(_ -> true);
        var frame = Unpooled.wrappedBuffer(new byte[SseEvents.EVENT_MAX_LENGTH]);

        assertThat(events.feed(frame, (bytes, from, to) -> {})).isTrue();
        assertThat(events.feed(Unpooled.wrappedBuffer(new byte[1]), (bytes, from, to) -> {}))
                .isFalse();
    }

    /** Copying all that came with each byte, it would take minutes. */
    @Test
    @Timeout(20)
    void readsAnEventThatComesByteByByteInLinearTime() {
        var events = new SseEvents(_ -> true);
        var lengths = new ArrayList<Integer>();
        var one = Unpooled.wrappedBuffer(new byte[] {'x'});

        for (int i = 1; i < SseEvents.EVENT_MAX_LENGTH / 2; i++) {
            assertThat(events.feed(one.resetReaderIndex(), (bytes, from, to) -> lengths.add(to - from)))
                    .isTrue();
        }
        events.feed(Unpooled.copiedBuffer("\n\n", StandardCharsets.UTF_8), (bytes, from, to) -> lengths.add(to - from));

        assertThat(lengths).containsExactly(SseEvents.EVENT_MAX_LENGTH / 2 + 1);
    }

    @Test
    void asksForTheMemoryOfALongEvent() {
        var asked = new ArrayList<Long>();
        var events = new SseEvents(bytes -> asked.add(bytes) && asked.size() < 2);

        assertThat(events.feed(Unpooled.wrappedBuffer(new byte[65_536]), (bytes, from, to) -> {}))
                .isTrue();
        assertThat(events.feed(Unpooled.wrappedBuffer(new byte[1]), (bytes, from, to) -> {}))
                .isTrue();
        assertThat(events.feed(Unpooled.wrappedBuffer(new byte[65_536]), (bytes, from, to) -> {}))
                .isFalse();
        assertThat(asked).containsExactly(65_536L, 131_072L);
    }

    /** Words are longer than a token where an engine sends several tokens at once. */
    @Test
    void estimatesByTextWhereThatIsMore() {
        var chunk = "{\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}";

        assertThat(told(chunk.formatted("x".repeat(17), "null"))).isEqualTo("pieces 5, reason null, failed false");
        assertThat(told(chunk.formatted("x".repeat(17), "\"stop\""))).isEqualTo("pieces 5, reason stop, failed false");
        assertThat(told(chunk.formatted("\u00e4\u6f22\ud83d\ude00\\n\\\"\\u00e4", "null")))
                .as("six characters, however they are written")
                .isEqualTo("pieces 2, reason null, failed false");
    }

    private static final class Reader {

        private final SseEvents events = new SseEvents(_ -> true);
        private final StreamTally tally = new StreamTally(5);
        private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

        void feed(String frame) {
            events.feed(Unpooled.copiedBuffer(frame, StandardCharsets.UTF_8), (bytes, from, to) -> {
                if (tally.isForCaller(bytes, from, to)) {
                    passed.write(bytes, from, to - from);
                }
            });
        }

        void assertComplete(int how) {
            assertThat(tally.received()).as("%d", how).isEqualTo(new Quantities(2, 3, true));
            assertThat(tally.isDone()).as("%d", how).isTrue();
            assertThat(tally.finishReason()).isEqualTo("stop");
            assertThat(passed.toString(StandardCharsets.UTF_8))
                    .as("%d", how)
                    .isEqualTo(WHOLE.substring(0, WHOLE.indexOf(Scripts.usageEvent(2, 3))));
        }
    }
}
