package dev.atrium.demo;

import dev.atrium.cluster.LeaderTask;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import java.time.Duration;
import java.util.Map;

/**
 * Has the demo people expected as owners of their organizations, once each: whoever an operator removes does not come
 * back. Their addresses are vouched for by the demo's own Keycloak, and only there does this run.
 */
final class DemoOwners implements LeaderTask {

    private static final Actor SELF = new Actor.Installation("demo");
    private static final Map<String, String> OWNERS =
            Map.of("acme", "ada@acme.example", "globex", "grace@globex.example");

    private final Tenants tenants;
    private final Members members;
    private boolean done;

    DemoOwners(Tenants tenants, Members members) {
        this.tenants = tenants;
        this.members = members;
    }

    @Override
    public String name() {
        return "demo-owners";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void run() {
        if (done) {
            return;
        }
        var found = OWNERS.entrySet().stream()
                .filter(owner -> expect(owner.getKey(), owner.getValue()))
                .count();
        done = found == OWNERS.size();
    }

    private boolean expect(String slug, String email) {
        var tenant = tenants.bySlug(new Slug(slug)).map(Tenant::id);
        tenant.ifPresent(id -> members.expect(SELF, id, email, MemberRole.OWNER));
        return tenant.isPresent();
    }
}
