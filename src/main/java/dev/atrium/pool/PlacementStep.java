package dev.atrium.pool;

/** What one round of placement changes. */
sealed interface PlacementStep {

    /** A replica that there was not. */
    record Create(ReplicaRow replica) implements PlacementStep {}

    /** A replica that changes: it finds a worker, another reason to wait, or is to stop. */
    record Change(ReplicaRow from, ReplicaRow to) implements PlacementStep {}

    /** A replica that should not exist any more. */
    record End(ReplicaRow replica) implements PlacementStep {}
}
