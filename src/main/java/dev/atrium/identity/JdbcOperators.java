package dev.atrium.identity;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Operators in MySQL. */
@Transactional
class JdbcOperators implements Operators {

    private final JdbcClient db;
    private final AuditLog audit;
    private final OperatorLinks links;
    private final Clock clock;

    JdbcOperators(JdbcClient db, AuditLog audit, OperatorLinks links, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.links = links;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isOperator(PersonId person) {
        return db.sql("SELECT COUNT(*) FROM operator WHERE person_id = :person")
                        .param("person", Columns.id(person))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    @Transactional(readOnly = true)
    public List<PersonId> all() {
        return db.sql("SELECT person_id FROM operator ORDER BY since, person_id")
                .query((row, _) -> new PersonId(Columns.uuid(row, "person_id")))
                .list();
    }

    @Override
    public void appoint(Actor actor, PersonId person) {
        var isNew = db.sql("INSERT IGNORE INTO operator (person_id, since) VALUES (:person, :now)")
                        .param("person", Columns.id(person))
                        .param("now", Columns.time(clock.instant()))
                        .update()
                == 1;
        if (isNew) {
            audit.record(AuditEntry.done(null, actor, "operator.appoint", person.text(), Map.of()));
        }
    }

    @Override
    public Link issueLink(Actor actor) {
        return links.issue(actor);
    }
}
