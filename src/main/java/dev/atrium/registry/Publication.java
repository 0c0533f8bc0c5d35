package dev.atrium.registry;

import dev.atrium.cluster.Columns;
import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.registry.Repositories.Published;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.storage.Objects;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes a version out of files: commit and number. Its caller brings the transaction. */
final class Publication {

    static final int MESSAGE_MAX_LENGTH = 500;

    private static final int NOT_FOUND = 404;
    private static final int BATCH_SIZE = 500;

    private final JdbcTemplate template;
    private final JdbcClient db;
    private final Objects objects;
    private final Clock clock;

    Publication(JdbcTemplate template, Objects objects, Clock clock) {
        this.template = template;
        this.db = JdbcClient.create(template);
        this.objects = objects;
        this.clock = clock;
    }

    /** Checks the files and looks up their sizes. */
    List<ManifestFile> check(TenantId owner, Map<String, Digest> files, String message) {
        ManifestPaths.check(files.keySet());
        if (message.length() > MESSAGE_MAX_LENGTH) {
            throw new ProblemException(Problem.ofField(
                    "message",
                    "message_too_long",
                    "The message has %d characters. Shorten it to at most %d."
                            .formatted(message.length(), MESSAGE_MAX_LENGTH)));
        }
        return files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(file -> new ManifestFile(file.getKey(), file.getValue(), sizeOf(owner, file)))
                .toList();
    }

    /** Locks the repository, and writes commit and version. */
    Published write(TenantId owner, RepositoryId repository, List<ManifestFile> files, String message) {
        lock(owner, repository);
        var newest = newest(repository);
        var commit = CommitId.of(newest.commit(), files, message);
        var now = clock.instant();
        insertCommit(repository, commit, newest.commit(), message, now);
        insertFiles(repository, commit, files);
        var published = new Published(repository, VersionId.next(), newest.number() + 1, commit);
        insertVersion(published, now);
        return published;
    }

    private long sizeOf(TenantId owner, Map.Entry<String, Digest> file) {
        return objects.find(owner, file.getValue())
                .orElseThrow(() -> new ProblemException(Problem.ofField(
                        "files",
                        "no_such_object",
                        "This organization has no object %s, which '%s' names. Upload the file first."
                                .formatted(file.getValue(), file.getKey()))))
                .sizeBytes();
    }

    /** Keeps others from publishing, or from moving an alias, until the transaction ends. */
    void lock(TenantId owner, RepositoryId repository) {
        var found = db.sql(
                        "SELECT id FROM repository WHERE id = :id AND tenant_id = :owner AND kind = 'model' FOR UPDATE")
                .param("id", Columns.id(repository))
                .param("owner", Columns.id(owner))
                .query((row, _) -> Columns.uuid(row, "id"))
                .optional();
        if (found.isEmpty()) {
            throw new ProblemException(Problem.of(
                    NOT_FOUND,
                    "no_such_model",
                    "This organization has no model %s. List its models to see their ids.".formatted(repository)));
        }
    }

    /** @param commit of the newest version, or null before the first */
    private record Newest(int number, @Nullable String commit) {}

    private Newest newest(RepositoryId repository) {
        return db.sql("""
                SELECT number, commit_id FROM version WHERE repository_id = :id ORDER BY number DESC LIMIT 1
                """)
                .param("id", Columns.id(repository))
                .query((row, _) -> new Newest(row.getInt("number"), row.getString("commit_id")))
                .optional()
                .orElse(new Newest(0, null));
    }

    private void insertCommit(
            RepositoryId repository, String commit, @Nullable String parent, String message, Instant now) {
        db.sql("""
                INSERT INTO repository_commit (repository_id, id, parent_id, message, created_at)
                VALUES (:repository, :id, :parent, :message, :now)
                """)
                .param("repository", Columns.id(repository))
                .param("id", commit)
                .param("parent", parent)
                .param("message", message)
                .param("now", Columns.time(now))
                .update();
    }

    private void insertFiles(RepositoryId repository, String commit, List<ManifestFile> files) {
        template.batchUpdate(
                "INSERT INTO commit_file (repository_id, commit_id, path, digest, size_bytes) VALUES (?, ?, ?, ?, ?)",
                files,
                BATCH_SIZE,
                (statement, file) -> fill(statement, repository, commit, file));
    }

    private static void fill(PreparedStatement statement, RepositoryId repository, String commit, ManifestFile file)
            throws SQLException {
        int at = 0;
        statement.setBytes(++at, Columns.id(repository));
        statement.setString(++at, commit);
        statement.setString(++at, file.path());
        statement.setBytes(++at, file.digest().bytes());
        statement.setLong(++at, file.sizeBytes());
    }

    private void insertVersion(Published version, Instant now) {
        db.sql("""
                INSERT INTO version (id, repository_id, number, commit_id, published_at)
                VALUES (:id, :repository, :number, :commit, :now)
                """)
                .param("id", Columns.id(version.version()))
                .param("repository", Columns.id(version.repository()))
                .param("number", version.number())
                .param("commit", version.commit())
                .param("now", Columns.time(now))
                .update();
    }
}
