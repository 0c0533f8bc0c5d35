package dev.atrium.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.audit.AuditLog;
import dev.atrium.shared.PersonId;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcOperatorsIT {

    private static final SettableClock CLOCK = new SettableClock();

    @TempDir
    private static Path home;

    private static ControlContext context;

    private final PersonId person = PersonId.next();

    @BeforeAll
    static void open() {
        context = new ControlContext(home, CLOCK);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void nobodyIsOperatorUntilAppointed() {
        assertThat(operators().isOperator(person)).isFalse();

        operators().appoint(ControlContext.OPERATOR, person);
        operators().appoint(ControlContext.OPERATOR, person);

        assertThat(operators().isOperator(person)).isTrue();
        assertThat(operators().all()).containsOnlyOnce(person);
        assertThat(context.bean(AuditLog.class).of(null, null, 20))
                .filteredOn(entry -> entry.subject().equals(person.text()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("operator.appoint"));
    }

    @Test
    void linkIsGoodForAnHour() {
        var link = operators().issueLink(ControlContext.OPERATOR);

        CLOCK.advance(Duration.ofMinutes(59));
        assertThat(links().isGood(link.token())).isTrue();
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(links().isGood(link.token())).isFalse();
        assertThat(use(person, link.token())).isFalse();
    }

    @Test
    void oneOfTwoAtOnceGetsTheLink() throws Exception {
        var link = operators().issueLink(ControlContext.OPERATOR);
        var other = PersonId.next();
        Callable<Boolean> first = () -> use(person, link.token());
        Callable<Boolean> second = () -> use(other, link.token());
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = threads.invokeAll(List.of(first, second));

            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void tokenIsInNoLog() {
        var link = operators().issueLink(ControlContext.OPERATOR);

        use(person, link.token());

        assertThat(link.toString()).doesNotContain(link.token());
        assertThat(context.bean(AuditLog.class).of(null, null, 20).toString())
                .contains("operator_link.issue", "operator_link.use", link.id().text())
                .doesNotContain(link.token());
    }

    private static Operators operators() {
        return context.bean(Operators.class);
    }

    private static OperatorLinks links() {
        return context.bean(OperatorLinks.class);
    }

    private static boolean use(PersonId person, String token) {
        return Boolean.TRUE.equals(context.bean(TransactionTemplate.class).execute(_ -> links().use(person, token)));
    }
}
