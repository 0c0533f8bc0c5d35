package dev.atrium.metering;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.RepositoryId;

/** What usage is summed up by. */
public sealed interface UsageSubject {

    /** @param name {@code org/model}, as callers wrote it */
    record Model(RepositoryId id, String name) implements UsageSubject {}

    record Key(ApiKeyId id) implements UsageSubject {}

    /** A person who called without a key of theirs, as in the playground. */
    record Person(PersonId id) implements UsageSubject {}

    /** Calls of neither a key nor a person. */
    record Nobody() implements UsageSubject {}

    /** The two ways to sum up. */
    enum Kind {
        MODEL,
        CALLER
    }
}
