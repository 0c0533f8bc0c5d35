package dev.atrium.cluster;

import dev.atrium.shared.OwnerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mirrored tables on this machine's disk, for a start without MySQL. One JSON file, readable to this user only,
 * replaced as a whole: a crash, also of the machine, leaves the old one or the new one.
 */
final class Snapshot {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    Snapshot(Path file) {
        this.file = file;
    }

    /** @param rows by the kind of their table */
    record Content(long number, Instant at, Map<String, Collection<? extends Record>> rows) {}

    /** What {@link #read} found; rows are read by their tables, which know their types. */
    record Stored(long number, Instant at, Map<String, JsonNode> rows) {

        <R extends Record> List<R> rowsOf(MirroredTable<R> table) {
            var nodes = rows.get(table.kind());
            if (nodes == null) {
                return List.of();
            }
            return nodes.valueStream()
                    .map(node -> JSON.treeToValue(node, table.rowType()))
                    .toList();
        }
    }

    void write(Content content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        OwnerFile.replace(file, json(content));
    }

    private static byte[] json(Content content) throws IOException {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JacksonException e) {
            throw new IOException("The snapshot cannot be written.", e);
        }
    }

    /** @return empty when there is none */
    Optional<Stored> read() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var root = JSON.readTree(in);
            var rows = new LinkedHashMap<String, JsonNode>();
            root.path("rows").forEachEntry(rows::put);
            return Optional.of(new Stored(
                    root.path("number").asLong(), Instant.parse(root.path("at").asString()), rows));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JacksonException | java.time.DateTimeException e) {
            throw new IOException("The snapshot %s is damaged.".formatted(file), e);
        }
    }
}
