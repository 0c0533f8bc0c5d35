package dev.atrium.storage;

import dev.atrium.shared.Digest;
import dev.atrium.shared.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** Content-addressed objects of each organization. The door to this module. */
public interface Objects {

    /** An object that is stored. */
    record Stored(Digest digest, long sizeBytes) {}

    /**
     * Reads {@code content} to its end, stores it, and names it by its digest. Storing the same bytes again
     * changes nothing. A broken write leaves nothing behind.
     *
     * @throws dev.atrium.shared.ProblemException {@code storage_full} when the disk has no room for it
     */
    Stored store(TenantId tenant, InputStream content) throws IOException;

    /** What this organization has under a digest; empty when it has nothing, whatever others have. */
    Optional<Stored> find(TenantId tenant, Digest digest);

    /** Opens an object for reading from any position; empty when this organization has none of that digest. */
    Optional<SeekableByteChannel> open(TenantId tenant, Digest digest) throws IOException;
}
