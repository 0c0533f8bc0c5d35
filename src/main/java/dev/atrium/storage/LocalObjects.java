package dev.atrium.storage;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.Digest;
import dev.atrium.shared.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Objects on a disk of this machine. The row in MySQL says who possesses what; the file has the bytes. The file
 * comes first, so that a row never names bytes that are not there: a crash between the two leaves a file that
 * nobody sees, and that the next write of the same bytes takes over.
 */
final class LocalObjects implements Objects {

    private final ObjectFolder folder;
    private final JdbcClient db;
    private final Clock clock;

    LocalObjects(ObjectFolder folder, JdbcClient db, Clock clock) {
        this.folder = folder;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Stored store(TenantId tenant, InputStream content) throws IOException {
        var stored = folder.write(tenant, content);
        db.sql("""
                INSERT INTO object (tenant_id, digest, size_bytes, created_at)
                VALUES (:tenant, :digest, :size, :now) ON DUPLICATE KEY UPDATE size_bytes = size_bytes
                """)
                .param("tenant", Columns.id(tenant))
                .param("digest", stored.digest().bytes())
                .param("size", stored.sizeBytes())
                .param("now", Columns.time(clock.instant()))
                .update();
        return stored;
    }

    @Override
    public Optional<Stored> find(TenantId tenant, Digest digest) {
        return db.sql("SELECT size_bytes FROM object WHERE tenant_id = :tenant AND digest = :digest")
                .param("tenant", Columns.id(tenant))
                .param("digest", digest.bytes())
                .query(Long.class)
                .optional()
                .map(size -> new Stored(digest, size));
    }

    @Override
    public Optional<SeekableByteChannel> open(TenantId tenant, Digest digest) throws IOException {
        return find(tenant, digest).isEmpty() ? Optional.empty() : Optional.of(folder.read(tenant, digest));
    }
}
