package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Slug;
import dev.atrium.shared.VersionId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class SnapshotTest {

    private static final Instant AT = Instant.parse("2041-05-01T10:00:00.000001Z");

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        var row = new Row(
                ApiKeyId.next(),
                new Slug("acme"),
                Digest.of(new byte[] {1}),
                Currency.getInstance("EUR"),
                AT,
                null,
                URI.create("http://127.0.0.1:7404"),
                Map.of(1, VersionId.next()),
                Map.of("production", VersionId.next()),
                new Nested(3L));
        var snapshot = new Snapshot(folder.resolve("a/snapshot.json"));

        snapshot.write(new Snapshot.Content(42, AT, Map.of("things", List.of(row))));
        var stored = snapshot.read().orElseThrow();

        assertThat(stored.number()).isEqualTo(42);
        assertThat(stored.at()).isEqualTo(AT);
        assertThat(stored.rowsOf(new Things())).containsExactly(row);
    }

    @Test
    void isReadableToItsOwnerOnly() throws IOException {
        var file = folder.resolve("snapshot.json");

        new Snapshot(file).write(new Snapshot.Content(1, AT, Map.of()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesAnOlderOne() throws IOException {
        var snapshot = new Snapshot(folder.resolve("snapshot.json"));

        snapshot.write(new Snapshot.Content(1, AT, Map.of()));
        snapshot.write(new Snapshot.Content(2, AT, Map.of()));

        assertThat(snapshot.read().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void saysWhenThereIsNone() throws IOException {
        assertThat(new Snapshot(folder.resolve("none.json")).read()).isEmpty();
    }

    @Test
    void refusesADamagedOne() throws IOException {
        var file = Files.writeString(folder.resolve("snapshot.json"), "{\"number\":1,\"at\":");

        assertThatIOException()
                .isThrownBy(() -> new Snapshot(file).read())
                .withMessage("The snapshot %s is damaged.", file);
    }

    record Nested(long quantity) {}

    record Row(
            ApiKeyId id,
            Slug slug,
            Digest digest,
            Currency currency,
            Instant at,
            @Nullable Instant until,
            URI address,
            Map<Integer, VersionId> versions,
            Map<String, VersionId> aliases,
            Nested nested) {}

    /** Only its kind and type matter here. */
    private static final class Things extends MirroredTable<Row> {

        private Things() {
            super("things", Row.class);
        }

        @Override
        protected List<Row> select(JdbcClient db, @Nullable Set<UUID> ids) {
            return List.of();
        }

        @Override
        protected UUID idOf(Row row) {
            return row.id().value();
        }
    }
}
