package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.atrium.shared.WorkerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

    private static final WorkerId WORKER = WorkerId.next();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("identity");
    }

    @Test
    void keepsItsKeyFromBeforeJoining() throws Exception {
        var first = Identity.load(file);

        var second = Identity.load(file);

        assertThat(second.key().publicKey()).isEqualTo(first.key().publicKey());
        assertThat(second.worker()).isNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsWhoItIs() {
        Identity.load(file).joinedAs(WORKER);

        assertThat(Identity.load(file).worker()).isEqualTo(WORKER);
    }

    @Test
    void becomesSomebodyElse() {
        var identity = Identity.load(file);
        identity.joinedAs(WORKER);
        var before = identity.key().publicKey();
        var told = new AtomicInteger();
        identity.whenKeyChanges(told::incrementAndGet);

        identity.forget();

        assertThat(identity.worker()).isNull();
        assertThat(identity.key().publicKey()).isNotEqualTo(before);
        assertThat(Identity.load(file).key().publicKey())
                .isEqualTo(identity.key().publicKey());
        assertThat(told).hasValue(1);
    }

    @Test
    void saysWhenItsFileIsDamaged() throws Exception {
        Files.writeString(file, "nonsense");

        assertThatIllegalStateException()
                .isThrownBy(() -> Identity.load(file))
                .withMessage(
                        "The worker's identity in %s is damaged. Restore the file, or delete it to join again with a token."
                                .formatted(file));
    }
}
