package dev.atrium.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.kit.Chart;
import dev.atrium.portal.usage.UsageChoice.Measure;
import dev.atrium.shared.ApiKeyId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

/** Sums as bars. */
@WithMockUser(username = "ada")
class UsageChartTest extends PortalTest {

    private static final LocalDate FIRST = LocalDate.parse("2031-01-01");

    @Test
    void thoseWithTheMostHaveTheirNameAndTheOthersAreOne() {
        var keys = keys(7);
        var sums = IntStream.range(0, keys.size())
                .mapToObj(i -> List.of(sum(FIRST, keys.get(i), i + 1), sum(FIRST.plusDays(2), keys.get(i), 10)))
                .flatMap(List::stream)
                .toList();

        assertThat(table(chart(sums, 3, names(keys))))
                .containsExactly(
                        "Day | key-6 | key-5 | key-4 | key-3 | key-2 | All others",
                        "Jan 1, 2031 | 7 | 6 | 5 | 4 | 3 | 3",
                        "Jan 2, 2031 | 0 | 0 | 0 | 0 | 0 | 0",
                        "Jan 3, 2031 | 10 | 10 | 10 | 10 | 10 | 20");
    }

    @Test
    void aThousandKeysOnEachDayOfAYearTakeOnePass() {
        var keys = keys(1_000);
        var sums = IntStream.range(0, 365)
                .boxed()
                .flatMap(day -> keys.stream().map(key -> sum(FIRST.plusDays(day), key, 1)))
                .toList();

        var chart = assertTimeout(Duration.ofSeconds(4), () -> chart(sums, 365, names(keys)));

        assertThat(table(chart)).last().asString().endsWith("| 995");
    }

    private static Chart chart(List<UsageSum> sums, int days, Function<UsageSubject, String> names) {
        return new UsageChart(new Div(), new UsageFigures(sums), Measure.CALLS, ACME.currency())
                .of(new UsagePeriod(FIRST, FIRST.plusDays(days - 1), ZoneOffset.UTC), names);
    }

    private static List<UsageSubject> keys(int number) {
        return Stream.generate(() -> (UsageSubject) new UsageSubject.Key(ApiKeyId.next()))
                .limit(number)
                .toList();
    }

    private static Function<UsageSubject, String> names(List<UsageSubject> keys) {
        return subject -> "key-" + keys.indexOf(subject);
    }

    private static UsageSum sum(LocalDate day, UsageSubject subject, long calls) {
        return new UsageSum(day, subject, ACME.currency(), calls, 0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    }

    /** Row by row, the head first. */
    private static List<String> table(Chart chart) {
        return elements(chart.getElement())
                .filter(element -> element.getTag().equals("tr"))
                .map(row -> row.getChildren().map(Element::getText).collect(Collectors.joining(" | ")))
                .toList();
    }

    private static Stream<Element> elements(Element element) {
        return element.isTextNode()
                ? Stream.empty()
                : Stream.concat(Stream.of(element), element.getChildren().flatMap(UsageChartTest::elements));
    }
}
