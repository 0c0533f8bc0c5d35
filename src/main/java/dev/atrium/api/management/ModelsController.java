package dev.atrium.api.management;

import dev.atrium.pool.Deployments;
import dev.atrium.pricing.Meter;
import dev.atrium.pricing.PriceBook;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Actor;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.Digest;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.VersionId;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Publishes a folder of this machine as a model, prices it and serves it. The version that was served until then
 * goes on until the new one is ready.
 */
@RestController
class ModelsController {

    private static final Actor OPERATOR = new Actor.LocalOperator();

    private final Tenants tenants;
    private final Objects objects;
    private final Repositories repositories;
    private final PriceBook prices;
    private final Deployments deployments;

    ModelsController(
            Tenants tenants, Objects objects, Repositories repositories, PriceBook prices, Deployments deployments) {
        this.tenants = tenants;
        this.objects = objects;
        this.repositories = repositories;
        this.prices = prices;
        this.deployments = deployments;
    }

    /**
     * @param directory  absolute path on the portal's machine
     * @param visibility {@code private} (also where it is null) or {@code public}; a model that exists keeps its own
     * @param prices     see {@link PriceList}; null: free, unless the model has a price already
     */
    record AddRequest(
            @Nullable String organization,
            @Nullable String name,
            @Nullable String directory,
            @Nullable String visibility,
            @Nullable JsonNode prices) {}

    /** @param notes what the operator did not ask for and should know */
    record Added(
            String model,
            int version,
            VersionId versionId,
            DeploymentId deployment,
            int files,
            List<Price> prices,
            List<String> notes) {}

    /** @param picoPerUnit 1e-12 of the currency per base unit of each meter */
    record Price(PriceVersionId id, Currency currency, Map<String, Long> picoPerUnit, Instant validFrom) {

        static Price of(PriceVersion version) {
            var meters = new TreeMap<String, Long>();
            version.picoPerUnit().forEach((meter, pico) -> meters.put(meter.key(), pico));
            return new Price(version.id(), version.currency(), meters, version.validFrom());
        }
    }

    @PostMapping("/manage/v1/models")
    Added add(@RequestBody AddRequest request) throws IOException {
        var owner = Input.organization(tenants, request.organization());
        var slug = Input.read("name", Input.required("name", request.name()), Slug::folded);
        var visibility = visibility(request.visibility());
        var wanted = request.prices() == null || request.prices().isNull()
                ? Map.<Currency, Map<Meter, Long>>of()
                : PriceList.read(request.prices(), owner.currency());
        var files = store(owner, Input.read("directory", Input.required("directory", request.directory()), Path::of));

        var model = repositories
                .findModel(owner.id(), slug)
                .orElseGet(() -> repositories.createModel(OPERATOR, owner.id(), slug, visibility));
        var published = repositories.publishAside(OPERATOR, owner.id(), model, files, "Added by the operator");
        var notes = new ArrayList<String>();
        var versions = publishPrices(owner, model, wanted, notes);
        var deployment = deployments.replace(OPERATOR, owner.id(), published.version(), 1);
        return new Added(
                owner.slug() + "/" + slug,
                published.number(),
                published.version(),
                deployment,
                files.size(),
                versions.stream().map(Price::of).toList(),
                notes);
    }

    private Map<String, Digest> store(Tenant owner, Path directory) throws IOException {
        var stored = new TreeMap<String, Digest>();
        for (var file : ModelFolder.files(directory).entrySet()) {
            try (var content = Files.newInputStream(file.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                stored.put(file.getKey(), objects.store(owner.id(), content).digest());
            }
        }
        return stored;
    }

    private List<PriceVersion> publishPrices(
            Tenant owner, RepositoryId model, Map<Currency, Map<Meter, Long>> wanted, List<String> notes) {
        var list = wanted;
        if (wanted.isEmpty() && prices.of(model).isEmpty()) {
            list = Map.of(owner.currency(), PriceList.free());
            notes.add("No price was named: the model is free in %s, and cannot be called by payers in another currency."
                    .formatted(owner.currency()));
        }
        return list.entrySet().stream()
                .map(price -> prices.publish(
                        OPERATOR,
                        owner.id(),
                        model,
                        price.getKey(),
                        price.getValue(),
                        PriceVersion.ALL_BASIS_POINTS,
                        null))
                .toList();
    }

    private static Visibility visibility(@Nullable String text) {
        return text == null
                ? Visibility.PRIVATE
                : Input.read("visibility", text, word -> switch (word.toLowerCase(Locale.ROOT)) {
                    case "private" -> Visibility.PRIVATE;
                    case "public" -> Visibility.PUBLIC;
                    default ->
                        throw new IllegalArgumentException(
                                "visibility: '%s' (expected: private or public)".formatted(word));
                });
    }
}
