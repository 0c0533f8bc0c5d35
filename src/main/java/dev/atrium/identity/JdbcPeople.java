package dev.atrium.identity;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** People in MySQL. */
@Transactional
class JdbcPeople implements People {

    private static final String SELECT =
            "SELECT id, name, email, email_verified, locale, created_at, signed_in_at FROM person";
    private static final int FORBIDDEN = 403;

    private final JdbcClient db;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Registration registration;
    private final OperatorAdmission operators;
    private final Clock clock;

    JdbcPeople(
            JdbcClient db,
            AuditLog audit,
            ApplicationEventPublisher events,
            Registration registration,
            OperatorAdmission operators,
            Clock clock) {
        this.db = db;
        this.audit = audit;
        this.events = events;
        this.registration = registration;
        this.operators = operators;
        this.clock = clock;
    }

    @Override
    public Person signedIn(SignInClaims claims, @Nullable String operatorLink) {
        var candidate = PersonId.next();
        // First of all, since it locks: of two first sign-ins at once the later one then sees what the earlier one did.
        upsert(candidate, claims);
        var person = bySubject(claims);
        var isFirst = person.id().equals(candidate);
        admit(person, isFirst, operatorLink);
        audit.record(AuditEntry.done(
                null,
                new Actor.Person(person.id()),
                "person.sign_in",
                person.id().text(),
                Map.of("first", Boolean.toString(isFirst))));
        events.publishEvent(new PersonSignedIn(person, isFirst));
        return person;
    }

    private void admit(Person person, boolean isFirst, @Nullable String operatorLink) {
        if (operatorLink != null) {
            operators.admit(person.id(), operatorLink);
        } else if (isFirst && !registration.admits(person.verifiedEmail())) {
            throw new ProblemException(
                    Problem.of(
                            FORBIDDEN,
                            "registration_closed",
                            "Nobody here expects you, and registration is closed. Ask somebody of this installation to invite you."));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Person> find(PersonId id) {
        return db.sql(SELECT + " WHERE id = :id")
                .param("id", Columns.id(id))
                .query((row, _) -> toPerson(row))
                .optional();
    }

    private Person bySubject(SignInClaims claims) {
        return db.sql(SELECT + " WHERE issuer = :issuer AND subject = :subject")
                .param("issuer", claims.issuer())
                .param("subject", claims.subject())
                .query((row, _) -> toPerson(row))
                .single();
    }

    private void upsert(PersonId candidate, SignInClaims claims) {
        db.sql("""
                INSERT INTO person
                  (id, issuer, subject, name, email, email_verified, locale, created_at, signed_in_at)
                VALUES (:id, :issuer, :subject, :name, :email, :verified, :locale, :now, :now) AS fresh
                ON DUPLICATE KEY UPDATE name = fresh.name, email = fresh.email,
                  email_verified = fresh.email_verified, locale = fresh.locale, signed_in_at = fresh.signed_in_at
                """)
                .param("id", Columns.id(candidate))
                .param("issuer", claims.issuer())
                .param("subject", claims.subject())
                .param("name", claims.name())
                .param("email", claims.email())
                .param("verified", claims.emailVerified())
                .param("locale", tag(claims.locale()))
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    private static Person toPerson(ResultSet row) throws SQLException {
        return new Person(
                new PersonId(Columns.uuid(row, "id")),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("email_verified"),
                Stream.ofNullable(row.getString("locale"))
                        .map(Locale::forLanguageTag)
                        .findFirst()
                        .orElse(null),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "signed_in_at"));
    }

    private static @Nullable String tag(@Nullable Locale locale) {
        return locale == null ? null : locale.toLanguageTag();
    }
}
