package dev.atrium.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageReports;
import dev.atrium.metering.UsageSubject.Kind;
import dev.atrium.metering.UsageSum;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.kit.Chart;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.LazyGrid;
import dev.atrium.portal.kit.StatTile;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.MemberRole;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;

/** What was used, and one call of it. */
@WithMockUser(username = "ada")
@Import(UsageTest.Doors.class)
class UsageTest extends PortalTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-05-06T12:00:00Z"), ZoneOffset.UTC);

    @Autowired
    private UsageInMemory usage;

    @TestConfiguration(proxyBeanMethods = false)
    static class Doors {

        @Bean
        UsageInMemory usageInMemory() {
            return new UsageInMemory();
        }

        @Bean
        VisibleUsage visibleUsage(UsageReports reports) {
            return new VisibleUsage(reports, new Names(), Names::version, CLOCK);
        }
    }

    private record Names() implements CallNames {

        @Override
        public Map<ApiKeyId, String> keys(TenantId tenant, PersonId reader, MemberRole role) {
            return role == MemberRole.OWNER ? Map.of(SomeCalls.KEY, "laptop (atr_12…)") : Map.of();
        }

        @Override
        public Optional<String> person(PersonId id) {
            return id.equals(ADA) ? Optional.of("Ada") : Optional.empty();
        }

        static Optional<String> version(TenantId reader, VersionId id) {
            return Optional.of("acme/tiny@v3").filter(_ -> id.equals(SomeCalls.VERSION));
        }
    }

    @BeforeEach
    void forget() {
        usage.events.clear();
    }

    @Test
    void showsAWeekByModel() {
        made(SomeCalls.completed(ACME, "2031-04-29T23:59:59.999Z", 1_000, 1_000));
        made(SomeCalls.completed(ACME, "2031-04-30T00:00:00Z", 1_200, 34));
        made(SomeCalls.completed(ACME, "2031-05-06T11:00:00Z", 1, 1));
        made(SomeCalls.failed(ACME, "2031-05-06T11:59:00Z", "engine_failed"));
        made(SomeCalls.completed(GLOBEX, "2031-05-06T11:00:00Z", 1, 1));

        UI.getCurrent().navigate("o/acme/usage");

        assertThat(texts(StatTile.class))
                .containsExactly(
                        "Cost | $0.00002612",
                        "Calls | 3",
                        "Input tokens | 1,201",
                        "Output tokens | 35",
                        "Errors | 1 | 33.3% of calls");
        assertThat(rows(table()))
                .containsExactly(
                        "May 6, 2031 | acme/tiny | $0.00000008 | 2 | 1 | 1 | 1",
                        "Apr 30, 2031 | acme/tiny | $0.00002604 | 1 | 1,200 | 34 | 0");
        assertThat(test(calls()).size()).isEqualTo(3);
    }

    @Test
    void theChartSaysInATableWhatItDraws() {
        made(SomeCalls.completed(ACME, "2031-05-05T11:00:00Z", 1, 1));

        open("o/acme/usage", "show=tokens&range=own&from=2031-05-05&to=2031-05-06");

        assertThat(find(Chart.class).single().getElement().getTextRecursively())
                .contains("Tokens", "Day", "acme/tiny", "May 5, 2031", "2", "May 6, 2031", "0");
    }

    @Test
    void theChoiceStandsInTheAddress() {
        made(SomeCalls.completed(ACME, "2031-05-06T11:00:00Z", 1, 1));
        UI.getCurrent().navigate("o/acme/usage");

        test(view().controls.range).selectItem("30 days");
        test(view().controls.group).selectItem("Key or person");
        test(view().filters.status).selectItem("Failed");

        assertThat(query()).isEqualTo(Map.of("group", "caller", "range", "month", "status", "failed"));
        assertThat(rows(table())).containsExactly("May 6, 2031 | laptop (atr_12…) | $0.00000008 | 1 | 1 | 1 | 0");
        assertThat(test(calls()).size()).isZero();
    }

    @Test
    void ownDaysBeginAsThoseThatWereShown() {
        UI.getCurrent().navigate("o/acme/usage");

        test(view().controls.range).selectItem("Custom");

        assertThat(query()).isEqualTo(Map.of("range", "own", "from", "2031-04-30", "to", "2031-05-06"));
        assertThat(view().controls.from.isVisible()).isTrue();
    }

    @Test
    void whereNothingWasCalledThereIsANextStep() {
        UI.getCurrent().navigate("o/acme/usage");

        var empty = find(EmptyState.class).all().getFirst();
        assertThat(empty.getElement().getTextRecursively())
                .contains("Nothing was called on these days. Make an API key and send a first call,"
                        + " or look at other days.");
        assertThat(find(StatTile.class).all()).isEmpty();
    }

    @Test
    void developersSeeOnlyWhatTheyCalledThemselves() {
        made(SomeCalls.completed(GLOBEX, "2031-05-06T10:00:00Z", 1, 1));
        var own = made(SomeCalls.by(ADA, GLOBEX, "2031-05-06T11:00:00Z"));

        open("o/globex/usage", "group=caller&caller=" + SomeCalls.KEY);
        assertThat(test(calls()).size()).isZero();
        open("o/globex/usage", "group=caller");

        assertThat(rows(table())).containsExactly("May 6, 2031 | Ada | $0.00 | 1 | 0 | 0 | 0");
        assertThat(test(calls()).size()).isOne();
        UI.getCurrent().navigate("o/globex/usage/" + own.id());
        assertThat(heading()).isEqualTo("acme/tiny@v3");
        UI.getCurrent().navigate("o/globex/usage/" + usage.events.getFirst().id());
        assertThat(heading()).isEqualTo("There is nothing here");
    }

    @Test
    void theFileIsTheTable() {
        made(SomeCalls.completed(ACME, "2031-05-06T11:00:00Z", 1_200, 34));
        UI.getCurrent().navigate("o/acme/usage");
        var figures = new UsageFigures(table().getListDataView().getItems().toList());

        var csv = new UsageTable(view(), figures, Kind.MODEL, _ -> "=acme/tiny").csv();

        assertThat(csv.text()).isEqualTo("""
                \uFEFF"Day","Model","Cost","Currency","Calls","Input tokens","Output tokens","Errors"\r
                "2031-05-06","'=acme/tiny","0.00002604","USD","1","1200","34","0"\r
                """);
        assertThat(find(Anchor.class).all()).extracting(Anchor::getText).contains("Download CSV");
    }

    @Test
    void aCallTellsWhereItsTimeAndMoneyWent() {
        var call = made(SomeCalls.completed(ACME, "2031-05-06T11:00:00Z", 1_200, 34));

        UI.getCurrent().navigate("o/acme/usage/" + call.id());

        assertThat(heading()).isEqualTo("acme/tiny@v3");
        assertThat(texts(StatusBadge.class)).containsExactly("● | Completed | The caller got the whole answer.");
        assertThat(texts(OrderedList.class))
                .containsExactly("Admitted | +0 ms | Left the queue | +40 ms | First token | +120 ms | End | +1.5 s");
        assertThat(words(find(CallCost.class).single()))
                .isEqualTo("What it cost | Counted | Quantity | Price of one | Amount"
                        + " | Input tokens | 1,200 | $0.00000002 | $0.000024"
                        + " | Output tokens | about 34 | $0.00000006 | $0.00000204"
                        + " | Total | $0.00002604");
        assertThat(words(find(DescriptionList.class).single()))
                .startsWith("Model asked for | acme/tiny | Version | " + SomeCalls.VERSION
                        + " | Key or person | laptop (atr_12…) | Came from | API | Endpoint | /v1/chat/completions"
                        + " | Streamed | Yes | Stopped by | stop | Price version | ");
    }

    @Test
    void aFailedCallTellsTheCureAndIsFoundByItsRequest() {
        var call = made(SomeCalls.failed(ACME, "2031-05-06T11:00:00Z", "replica_busy"));

        UI.getCurrent().navigate("o/acme/usage/" + call.usage().request());

        assertThat(texts(StatusBadge.class))
                .containsExactly("✕ | Failed | The answer could not be completed. It is not charged."
                        + " | All copies of the model are busy. Send it again in a moment. If it happens often,"
                        + " ask the publisher for more copies.");
        assertThat(words(find(CallCost.class).single())).isEqualTo("Nothing was counted, and nothing is charged.");
    }

    @Test
    void ofAModelThatMayNotBeCalledAnyMoreThereIsWhatTheCallerWrote() {
        var own = made(SomeCalls.served(ACME, ACME, SomeCalls.VERSION));
        var others = made(SomeCalls.served(ACME, GLOBEX, VersionId.next()));

        UI.getCurrent().navigate("o/acme/usage/" + own.id());
        assertThat(heading()).isEqualTo("acme/tiny@v3");
        assertThat(words(find(DescriptionList.class).single())).contains(SomeCalls.REPLICA.text());

        UI.getCurrent().navigate("o/acme/usage/" + others.id());
        assertThat(heading()).isEqualTo("acme/tiny");
        assertThat(words(find(DescriptionList.class).single())).doesNotContain(SomeCalls.REPLICA.text());
    }

    @Test
    void aCallOfAnotherOrganizationIsNotThere() {
        var call = made(SomeCalls.completed(GLOBEX, "2031-05-06T11:00:00Z", 1, 1));

        for (var id : List.of(call.id().text(), call.usage().request().text(), "evt_nonsense", "req_", "x")) {
            UI.getCurrent().navigate("o/acme/usage/" + id);
            assertThat(heading()).as(id).isEqualTo("There is nothing here");
        }
    }

    private UsageEvent made(UsageEvent event) {
        usage.events.add(event);
        return event;
    }

    private static void open(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    private static Map<String, String> query() {
        return UsageChoice.of(
                        UI.getCurrent().getInternals().getActiveViewLocation().getQueryParameters())
                .chosen();
    }

    private UsageView view() {
        return find(UsageView.class).single();
    }

    private String heading() {
        return find(H1.class).single().getText();
    }

    @SuppressWarnings("unchecked") // the table of sums is the one grid that is not lazy
    private Grid<UsageSum> table() {
        return (Grid<UsageSum>) find(Grid.class).all().stream()
                .filter(grid -> !(grid instanceof LazyGrid))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // the list of calls is the one lazy grid
    private LazyGrid<UsageEvent> calls() {
        return (LazyGrid<UsageEvent>) find(LazyGrid.class).single();
    }

    private List<String> rows(Grid<UsageSum> grid) {
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> String.join(
                        " | ",
                        IntStream.range(0, grid.getColumns().size())
                                .mapToObj(column -> test(grid).getCellText(row, column))
                                .toList()))
                .toList();
    }

    private <T extends Component> List<String> texts(Class<T> type) {
        return find(type).all().stream().map(UsageTest::words).toList();
    }

    /** What stands there, text by text. */
    private static String words(Component part) {
        return String.join(" | ", words(part.getElement()).toList());
    }

    private static Stream<String> words(Element element) {
        if (element.isTextNode()) {
            return Stream.of(element.getText()).filter(text -> !text.isBlank());
        }
        return element.getChildren().flatMap(UsageTest::words);
    }
}
