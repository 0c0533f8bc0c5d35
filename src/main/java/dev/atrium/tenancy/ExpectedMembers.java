package dev.atrium.tenancy;

import dev.atrium.cluster.Columns;
import dev.atrium.identity.Newcomers;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is expected where, by address. Every method runs in the caller's transaction. */
final class ExpectedMembers implements Newcomers {

    /** A place that waits for somebody. */
    record Place(TenantId tenant, MemberRole role) {}

    private final JdbcClient db;
    private final Clock clock;

    ExpectedMembers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public boolean areExpected(String email) {
        return db.sql("SELECT COUNT(*) FROM expected_member WHERE email = :email AND used_by IS NULL")
                        .param("email", email)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Returns whether the address is not, and never was, expected there. */
    boolean add(TenantId tenant, String email, MemberRole role) {
        return db.sql("""
                INSERT IGNORE INTO expected_member (tenant_id, email, role, created_at)
                VALUES (:tenant, :email, :role, :now)
                """)
                        .param("tenant", Columns.id(tenant))
                        .param("email", email.toLowerCase(Locale.ROOT))
                        .param("role", role.text())
                        .param("now", Columns.time(clock.instant()))
                        .update()
                == 1;
    }

    /** Gives a person all the places that wait for their verified address. */
    List<Place> take(PersonId person, String verifiedEmail) {
        var places = db.sql("""
                SELECT tenant_id, role FROM expected_member WHERE email = :email AND used_by IS NULL FOR UPDATE
                """)
                .param("email", verifiedEmail)
                .query((row, _) ->
                        new Place(new TenantId(Columns.uuid(row, "tenant_id")), MemberRole.of(row.getString("role"))))
                .list();
        db.sql("UPDATE expected_member SET used_by = :person WHERE email = :email AND used_by IS NULL")
                .param("person", Columns.id(person))
                .param("email", verifiedEmail)
                .update();
        return places;
    }
}
