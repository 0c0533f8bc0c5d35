package dev.atrium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.audit.AuditLog;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.Uuids;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import dev.atrium.testing.TestMySql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcPeopleIT {

    private static final SettableClock CLOCK = new SettableClock();
    private static final Registration OPEN = new Registration(true, Stream::empty);

    @TempDir
    private static Path home;

    private static ControlContext context;

    private final String subject = Uuids.toHex(Uuids.next());
    private final List<PersonSignedIn> told = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void open() {
        context = new ControlContext(home, CLOCK);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void knowsWhoeverSignedInBefore() {
        var first = signIn(OPEN, claims("Ada", null));
        CLOCK.advance(Duration.ofHours(1));

        var again = signIn(OPEN, claims("Ada Adams", "ada@acme.example"));

        assertThat(again)
                .isEqualTo(new Person(
                        first.id(),
                        "Ada Adams",
                        "ada@acme.example",
                        true,
                        Locale.SIMPLIFIED_CHINESE,
                        first.createdAt(),
                        first.signedInAt().plus(Duration.ofHours(1))));
        assertThat(context.bean(People.class).find(first.id())).contains(again);
        assertThat(told).extracting(PersonSignedIn::isFirst).containsExactly(true, false);
    }

    @Test
    void knowsTwoPeopleOfTheSameAddressApart() {
        var one = signIn(OPEN, claims("Ada", "ada@acme.example"));
        var other = signIn(OPEN, new SignInClaims("https://other", subject, "Ada", "ada@acme.example", true, null));

        assertThat(other.id()).isNotEqualTo(one.id());
    }

    @Test
    void writesEachSignInToTheLog() {
        var person = signIn(OPEN, claims("Ada", null));

        assertThat(context.bean(AuditLog.class).of(null, null, 20))
                .filteredOn(entry -> entry.subject().equals(person.id().text()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("person.sign_in");
                    assertThat(entry.actor()).isEqualTo(person.id().text());
                    assertThat(entry.detail()).containsOnlyKeys("first").containsEntry("first", "true");
                });
    }

    @Test
    void keepsStrangersOutWhileRegistrationIsClosed() {
        var closed = new Registration(false, () -> Stream.of(email -> false));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> signIn(closed, claims("Mallory", "mallory@example.com")))
                .withMessage(
                        "Nobody here expects you, and registration is closed. Ask somebody of this installation to invite you.")
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("registration_closed"));
        assertThat(TestMySql.db()
                        .sql("SELECT COUNT(*) FROM person WHERE subject = ?")
                        .param(subject)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void letsInWhoeverIsExpectedOrKnown() {
        var expecting = new Registration(false, () -> Stream.of(email -> email.equals("ada@acme.example")));
        var nobody = new Registration(false, Stream::empty);

        var first = signIn(expecting, claims("Ada", "ada@acme.example"));

        assertThat(signIn(nobody, claims("Ada", null)).id()).isEqualTo(first.id());
    }

    @Test
    void letsInWhoeverComesByAnOperatorLink() {
        var nobody = new Registration(false, Stream::empty);
        var operators = context.bean(Operators.class);
        var link = operators.issueLink(ControlContext.OPERATOR);

        var person = context.bean(TransactionTemplate.class)
                .execute(_ -> people(nobody).signedIn(claims("Ada", null), link.token()));

        assertThat(operators.isOperator(person.id())).isTrue();
    }

    @Test
    void keepsAStrangerWithAUsedLinkOut() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> context.bean(TransactionTemplate.class)
                        .execute(_ -> people(OPEN).signedIn(claims("Mallory", null), "used")))
                .withMessage(
                        "This operator link was used, or is more than an hour old. On the portal's machine, ./atrium operator prints another.")
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("operator_link_gone"));
        assertThat(told).isEmpty();
    }

    @Test
    void makesOnePersonOfTwoFirstSignInsAtOnce() throws Exception {
        Callable<PersonId> signIn =
                () -> people(OPEN).signedIn(claims("Ada", null)).id();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = threads.invokeAll(List.of(inTransaction(signIn), inTransaction(signIn)));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        }
    }

    @Test
    void knowsNobodyOfAnUnknownId() {
        assertThat(context.bean(People.class).find(PersonId.next())).isEmpty();
    }

    private SignInClaims claims(String name, @org.jspecify.annotations.Nullable String email) {
        return new SignInClaims("https://sso", subject, name, email, email != null, Locale.SIMPLIFIED_CHINESE);
    }

    private Person signIn(Registration registration, SignInClaims claims) {
        return context.bean(TransactionTemplate.class)
                .execute(_ -> people(registration).signedIn(claims));
    }

    private static <T> Callable<T> inTransaction(Callable<T> work) {
        return () -> context.bean(TransactionTemplate.class).execute(_ -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private JdbcPeople people(Registration registration) {
        return new JdbcPeople(
                context.bean(JdbcClient.class),
                context.bean(AuditLog.class),
                event -> told.add((PersonSignedIn) event),
                registration,
                new OperatorAdmission(context.bean(Operators.class), context.bean(OperatorLinks.class)),
                CLOCK);
    }
}
