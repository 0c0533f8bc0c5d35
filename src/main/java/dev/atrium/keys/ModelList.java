package dev.atrium.keys;

import dev.atrium.shared.RepositoryId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A key's list of models as its column has it: an array of ids, or null. */
final class ModelList {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<RepositoryId>> IDS = new TypeReference<>() {};

    private ModelList() {}

    static @Nullable Set<RepositoryId> read(@Nullable String column) {
        return column == null ? null : Set.copyOf(JSON.readValue(column, IDS));
    }

    static @Nullable String write(@Nullable Set<RepositoryId> models) {
        return models == null
                ? null
                : JSON.writeValueAsString(
                        models.stream().map(RepositoryId::text).sorted().collect(Collectors.toList()));
    }
}
