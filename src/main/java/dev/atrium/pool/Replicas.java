package dev.atrium.pool;

import dev.atrium.shared.TenantId;
import java.util.List;

/** The running copies of deployed versions. */
public interface Replicas {

    /** The replicas of one tenant's deployments, oldest first. */
    List<Replica> of(TenantId tenant);

    /** The replicas of every tenant, for the operator, oldest first. */
    List<Replica> all();
}
