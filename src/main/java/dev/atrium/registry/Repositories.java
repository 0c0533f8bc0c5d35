package dev.atrium.registry;

import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Repositories with their commits, versions and aliases. The door to this module in the portal. */
public interface Repositories {

    /** A file of a commit. */
    record ManifestFile(String path, Digest digest, long sizeBytes) {}

    /** A published version. */
    record Published(RepositoryId repository, VersionId version, int number, String commit) {}

    /** A version's files, and whose they are. */
    record Manifest(RepositoryId repository, TenantId owner, String modelPath, int number, List<ManifestFile> files) {}

    /**
     * A model as its owner sees it in a list.
     *
     * @param newest number of its newest version, or 0 when none is published
     */
    record ListedModel(RepositoryId id, Slug slug, Visibility visibility, int newest, Instant createdAt) {}

    /**
     * Creates a repository for a model.
     *
     * @throws dev.atrium.shared.ProblemException {@code model_exists} if the organization has one of that name
     */
    RepositoryId createModel(Actor actor, TenantId owner, Slug slug, Visibility visibility);

    Optional<RepositoryId> findModel(TenantId owner, Slug slug);

    /** The models that {@code owner} publishes, in the order of their names. */
    List<ListedModel> models(TenantId owner);

    /**
     * Commits {@code files} (path to stored object), puts the next version number on the commit and moves the
     * alias {@code production} there.
     *
     * @param files paths are relative, with {@code /}, without {@code .} and {@code ..}; each object must be one
     *     that the owner possesses
     * @param message what changed, for people; at most 500 characters
     * @throws dev.atrium.shared.ProblemException {@code no_such_model} if the owner has no such repository,
     *     {@code bad_path}, {@code no_files}, {@code too_many_files} or {@code no_such_object} for the files,
     *     {@code message_too_long}
     */
    Published publish(Actor actor, TenantId owner, RepositoryId repository, Map<String, Digest> files, String message);

    /**
     * Like {@link #publish}, but an alias {@code production} that means a version already stays there: callers are
     * to notice nothing before the new version is served.
     */
    Published publishAside(
            Actor actor, TenantId owner, RepositoryId repository, Map<String, Digest> files, String message);

    /**
     * Moves an alias. Where it is already, nothing changes.
     *
     * @throws dev.atrium.shared.ProblemException {@code no_such_version} if the owner's model has no such version
     */
    void moveAlias(Actor actor, TenantId owner, RepositoryId repository, Slug alias, VersionId version);

    /** The files of a version, by path; empty when there is no such version. */
    Optional<Manifest> manifest(VersionId version);

    /** The version that {@code alias} meant at {@code at}; empty when it meant none, or the model is not the owner's. */
    Optional<VersionId> versionOn(TenantId owner, RepositoryId repository, Slug alias, Instant at);
}
