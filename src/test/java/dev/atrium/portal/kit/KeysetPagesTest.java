package dev.atrium.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeysetPagesTest {

    private final List<String> queries = new ArrayList<>();

    @Test
    void readsThePageThatIsAskedForAndNoMore() {
        var pages = pages(1_000_000);

        assertThat(pages.fetch(0, 50)).isEqualTo(numbers(0, 50));
        assertThat(pages.fetch(50, 50)).isEqualTo(numbers(50, 100));
        assertThat(queries).containsExactly("after null", "after 49");
    }

    @Test
    void goesBackWithOneQuery() {
        var pages = pages(1_000);
        pages.fetch(400, 50);
        queries.clear();

        assertThat(pages.fetch(200, 50)).isEqualTo(numbers(200, 250));
        assertThat(queries).containsExactly("after 199");
    }

    @Test
    void cutsRangesThatLieAcrossPages() {
        assertThat(pages(1_000).fetch(70, 60)).isEqualTo(numbers(70, 130));
    }

    @Test
    void endsWhereTheListEnds() {
        assertThat(pages(120).fetch(100, 50)).isEqualTo(numbers(100, 120));
        assertThat(pages(120).fetch(150, 50)).isEmpty();
        assertThat(pages(100).fetch(100, 50)).isEmpty();
        assertThat(pages(0).fetch(0, 50)).isEmpty();
    }

    /** Newest first, and newer ones come. */
    @Test
    void losesNoRowWhenRowsArriveAtTheTop() {
        var newest = new AtomicInteger(999);
        var pages = new KeysetPages<Integer>((@Nullable Integer last, int limit) -> {
            var from = last == null ? newest.get() : last - 1;
            return IntStream.range(0, limit).mapToObj(i -> from - i).toList();
        });
        pages.fetch(0, 150);
        newest.addAndGet(30);

        var rows = new ArrayList<>(pages.fetch(0, 50));
        rows.addAll(pages.fetch(50, 50));
        rows.addAll(pages.fetch(100, 50));

        assertThat(rows)
                .isEqualTo(IntStream.range(0, 150).mapToObj(i -> 1_029 - i).toList());
    }

    @Test
    void startsAgainAfterARestart() {
        var pages = pages(1_000);
        pages.fetch(100, 50);
        queries.clear();

        pages.restart();

        assertThat(pages.fetch(50, 50)).isEqualTo(numbers(50, 100));
        assertThat(queries).containsExactly("after null", "after 49");
    }

    private KeysetPages<Integer> pages(int size) {
        return new KeysetPages<>((@Nullable Integer last, int limit) -> {
            queries.add("after " + last);
            var from = last == null ? 0 : last + 1;
            return numbers(from, Math.min(from + limit, size));
        });
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
