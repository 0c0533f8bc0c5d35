package dev.atrium.registry;

import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
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
     * Creates a repository for a model.
     *
     * @throws dev.atrium.shared.ProblemException {@code model_exists} if the organization has one of that name
     */
    RepositoryId createModel(Actor actor, TenantId owner, Slug slug, Visibility visibility);

    Optional<RepositoryId> findModel(TenantId owner, Slug slug);

    /**
     * Commits {@code files} (path to stored object), puts the next version number on the commit and moves the
     * alias {@code production} there.
     *
     * @param files paths are relative, with {@code /}, without {@code .} and {@code ..}; each object must be one
     *     that the owner possesses
     */
    Published publish(Actor actor, TenantId owner, RepositoryId repository, Map<String, Digest> files, String message);

    /** The files of a version, by path; empty when there is no such version. */
    Optional<Manifest> manifest(VersionId version);
}
