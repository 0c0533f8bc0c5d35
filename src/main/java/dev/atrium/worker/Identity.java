package dev.atrium.worker;

import dev.atrium.agent.SigningKey;
import dev.atrium.shared.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who this worker is: its key pair, and its id once it has joined. Kept in a file that only its account may read.
 * The key is stored before joining, so that a lost answer leads to the same worker and not to a second one.
 */
final class Identity {

    private final Path file;
    private final List<Runnable> listeners = new ArrayList<>();
    private SigningKey key;
    private @Nullable WorkerId worker;

    private Identity(Path file, SigningKey key, @Nullable WorkerId worker) {
        this.file = file;
        this.key = key;
        this.worker = worker;
    }

    /**
     * Reads the identity, or makes a new one that has not joined.
     *
     * @throws IllegalStateException if the file holds something else
     */
    static Identity load(Path file) {
        try {
            if (Files.exists(file)) {
                var lines = Files.readAllLines(file);
                return new Identity(
                        file,
                        SigningKey.decode(lines.getFirst()),
                        lines.size() > 1 ? WorkerId.parse(lines.get(1)) : null);
            }
            var identity = new Identity(file, SigningKey.generate(), null);
            identity.save();
            return identity;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "The worker's identity in %s is damaged. Restore the file, or delete it to join again with a token."
                            .formatted(file),
                    e);
        }
    }

    synchronized SigningKey key() {
        return key;
    }

    /** Null before it has joined. */
    synchronized @Nullable WorkerId worker() {
        return worker;
    }

    synchronized void joinedAs(WorkerId id) {
        worker = id;
        save();
    }

    /** The portal does not know this worker (any more): another identity must join in its place. */
    void forget() {
        synchronized (this) {
            key = SigningKey.generate();
            worker = null;
            save();
        }
        listeners.forEach(Runnable::run);
    }

    /** {@code listener} is called after the key has changed. */
    void whenKeyChanges(Runnable listener) {
        listeners.add(listener);
    }

    private void save() {
        try {
            var lines = worker == null ? key.encoded() : key.encoded() + "\n" + worker.text();
            PrivateFiles.write(file, lines + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
