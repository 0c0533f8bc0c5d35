package dev.atrium.shared;

/** Who does something, as the audit log names it. */
public sealed interface Actor {

    /** A person who signed in. */
    record Person(PersonId id) implements Actor {}

    /** A caller with an API key. */
    record Key(ApiKeyId id) implements Actor {}

    /** Whoever may read the management token of this installation on its own machine. */
    record LocalOperator() implements Actor {}

    /** A worker that proved its identity. */
    record Worker(WorkerId id) implements Actor {}

    /**
     * Atrium itself.
     *
     * @param part which controller acted, for example {@code placement}
     */
    record Installation(String part) implements Actor {}
}
