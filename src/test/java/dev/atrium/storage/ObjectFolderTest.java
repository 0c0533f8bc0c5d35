package dev.atrium.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.Digest;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFolderTest {

    private static final TenantId ACME = TenantId.next();
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    @Test
    void namesContentByItsDigest() throws IOException {
        var stored = folder().write(ACME, new ByteArrayInputStream(HELLO));

        assertThat(stored).isEqualTo(new Objects.Stored(Digest.of(HELLO), HELLO.length));
        assertThat(home.resolve(ACME.text())
                        .resolve("2c")
                        .resolve("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"))
                .hasBinaryContent(HELLO);
    }

    @Test
    void readsFromAnyPosition() throws IOException {
        var bytes = new byte[700_001];
        new Random(7).nextBytes(bytes);
        var folder = folder();
        var digest = folder.write(ACME, new ByteArrayInputStream(bytes)).digest();

        try (var channel = folder.read(ACME, digest)) {
            channel.position(700_000);
            assertThat(Channels.newInputStream(channel).readAllBytes()).containsExactly(bytes[700_000]);
        }
    }

    @Test
    void brokenWriteLeavesNothingBehind() throws IOException {
        var folder = folder();
        var closed = InputStream.nullInputStream();
        closed.close();
        var broken = new SequenceInputStream(new ByteArrayInputStream(new byte[300_000]), closed);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> folder.write(ACME, broken))
                .withMessage("Stream closed");

        assertThat(filesIn(home)).isZero();
    }

    @Test
    void clearsWhatAnUploadLeftThatDiedWithItsProcess() throws IOException {
        var folder = folder();
        var digest = folder.write(ACME, new ByteArrayInputStream(HELLO)).digest();
        var incoming = home.resolve(ACME.text()).resolve("incoming");
        var now = Instant.now();
        var left = Files.writeString(incoming.resolve("left"), "half");
        var running = Files.writeString(incoming.resolve("running"), "half");
        Files.setLastModifiedTime(
                left, FileTime.from(now.minus(IncomingCleaning.KEPT).minusSeconds(60)));

        new IncomingCleaning(folder, Clock.fixed(now, ZoneOffset.UTC)).run();

        assertThat(left).doesNotExist();
        assertThat(running).exists();
        folder.read(ACME, digest).close();
    }

    @Test
    void writingAgainHealsWhatTheDiskBroke() throws IOException {
        var folder = folder();
        var digest = folder.write(ACME, new ByteArrayInputStream(HELLO)).digest();
        var file = home.resolve(ACME.text()).resolve("2c").resolve(digest.hex());
        Files.writeString(file, "hxllo");

        folder.write(ACME, new ByteArrayInputStream(HELLO));

        assertThat(file).hasBinaryContent(HELLO);
        assertThat(filesIn(home)).isOne();
    }

    @Test
    void fullDiskIsAProblemWithACure() throws IOException {
        var folder = new ObjectFolder(home, file -> FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> folder.write(ACME, new ByteArrayInputStream(HELLO)))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.of(
                        507,
                        "storage_full",
                        "The disk that holds %s is full. Free some space, then store this again.".formatted(home)));
    }

    @Test
    void onlyTheOwnerOfTheProcessMayRead() throws IOException {
        folder().write(ACME, new ByteArrayInputStream(HELLO));

        var folder = home.resolve(ACME.text()).resolve("2c");
        try (var files = Files.list(folder)) {
            assertThat(files.map(ObjectFolderTest::permissions)).containsExactly("rw-------");
        }
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    private ObjectFolder folder() throws IOException {
        return new ObjectFolder(home);
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
