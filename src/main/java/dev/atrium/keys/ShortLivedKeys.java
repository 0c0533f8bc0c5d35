package dev.atrium.keys;

import dev.atrium.shared.ProjectId;
import dev.atrium.shared.TenantId;
import java.time.Duration;

/** Keys with which Atrium itself calls a gateway in the name of a person. They are not among {@link ApiKeys}. */
public interface ShortLivedKeys {

    /** How long each works. */
    Duration LIFE = Duration.ofMinutes(15);

    /**
     * Issues a key. A gateway knows it a moment later.
     *
     * @throws dev.atrium.shared.ProblemException {@code not_a_member} if the person does not belong to the tenant,
     *     {@code no_such_project} if the tenant has no such project
     */
    IssuedKey issue(TenantId tenant, ProjectId project, OnBehalf onBehalf);
}
