package dev.atrium.registry;

import static dev.atrium.testing.ControlContext.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.portal.usage.VersionNames;
import dev.atrium.registry.Repositories.Published;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an organization finds in the catalog, and what it does not. */
class JdbcCatalogIT {

    private static final String BERT = "{\"max_position_embeddings\": 512, \"model_type\": \"bert\"}";

    @TempDir
    private static Path home;

    private static final SettableClock CLOCK = new SettableClock();

    private static ControlContext portal;

    private Catalog catalog;
    private TenantId acme;
    private TenantId globex;

    @BeforeAll
    static void open() {
        portal = new ControlContext(home, CLOCK);
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @BeforeEach
    void start() {
        catalog = portal.bean(Catalog.class);
        acme = portal.tenant("acme");
        globex = portal.tenant("globex");
    }

    @Test
    void listsOwnAndPublicModelsInTheOrderOfTheirNames() {
        publish(acme, "secret", Visibility.PRIVATE, Map.of("model.onnx", "weights"));
        publish(acme, "open", Visibility.PUBLIC, Map.of("model.onnx", "weights"));
        portal.bean(Repositories.class).createModel(OPERATOR, acme, new Slug("empty"), Visibility.PUBLIC);

        assertThat(catalog.callableBy(acme, slug(acme), null, 10))
                .extracting(model -> model.name().toString())
                .containsExactly(slug(acme) + "/open", slug(acme) + "/secret");
        assertThat(catalog.callableBy(globex, slug(acme), null, 10))
                .extracting(model -> model.name().toString())
                .containsExactly(slug(acme) + "/open");
    }

    @Test
    void readsOnAfterAModel() {
        for (var name : new String[] {"a", "b", "c"}) {
            publish(acme, name, Visibility.PRIVATE, Map.of("model.onnx", "weights"));
        }

        var first = catalog.callableBy(acme, slug(acme), null, 2);
        var rest = catalog.callableBy(acme, slug(acme), first.getLast().name(), 2);

        assertThat(first).extracting(model -> model.name().model().value()).containsExactly("a", "b");
        assertThat(rest).extracting(model -> model.name().model().value()).containsExactly("c");
        assertThat(catalog.callableBy(acme, slug(acme) + "/B ", null, 2)).hasSize(1);
        assertThat(catalog.callableBy(acme, "%", null, 2)).isEmpty();
    }

    @Test
    void anothersPrivateModelIsNotThere() {
        publish(acme, "secret", Visibility.PRIVATE, Map.of("model.onnx", "weights", "README.md", "# Mine"));
        var name = name(acme, "secret");

        assertThat(catalog.find(globex, name)).isEmpty();
        assertThat(catalog.card(globex, name)).isEmpty();
        assertThat(catalog.find(acme, name)).isPresent();
        assertThat(catalog.card(acme, name)).contains("# Mine");
    }

    @Test
    void tellsWhatWasPublishedToThoseWhoMayCallIt() {
        var before = CLOCK.instant().plusMillis(1);
        CLOCK.advance(Duration.ofDays(1));
        publish(acme, "secret", Visibility.PRIVATE, Map.of("model.onnx", "weights"));
        CLOCK.advance(Duration.ofSeconds(1));
        var open = portal.bean(Repositories.class).createModel(OPERATOR, acme, new Slug("open"), Visibility.PUBLIC);
        publish(acme, open, Map.of("model.onnx", "one"));
        CLOCK.advance(Duration.ofSeconds(1));
        publish(acme, open, Map.of("model.onnx", "two"));

        assertThat(publishedSince(acme, before)).containsExactly("open v2", "open v1", "secret v1");
        assertThat(publishedSince(globex, before)).containsExactly("open v2", "open v1");
        assertThat(publishedSince(acme, CLOCK.instant())).containsExactly("open v2");
        assertThat(catalog.publishedSince(acme, before, 1)).hasSize(1);
    }

    @Test
    void namesModelsOnlyToThoseWhoMayCallThem() {
        var repositories = portal.bean(Repositories.class);
        var secret = repositories.createModel(OPERATOR, acme, new Slug("secret"), Visibility.PRIVATE);
        var open = repositories.createModel(OPERATOR, acme, new Slug("open"), Visibility.PUBLIC);
        var empty = repositories.createModel(OPERATOR, acme, new Slug("empty"), Visibility.PUBLIC);
        publish(acme, secret, Map.of("model.onnx", "weights"));
        publish(acme, open, Map.of("model.onnx", "weights"));
        var asked = List.of(secret, open, empty, RepositoryId.next());

        assertThat(catalog.names(acme, asked))
                .isEqualTo(Map.of(secret, name(acme, "secret"), open, name(acme, "open")));
        assertThat(catalog.names(globex, asked)).isEqualTo(Map.of(open, name(acme, "open")));
        assertThat(catalog.names(acme, List.of())).isEmpty();
    }

    @Test
    void namesVersionsOnlyToThoseWhoMayCallThem() {
        var repositories = portal.bean(Repositories.class);
        var secret = repositories.createModel(OPERATOR, acme, new Slug("secret"), Visibility.PRIVATE);
        var open = repositories.createModel(OPERATOR, acme, new Slug("open"), Visibility.PUBLIC);
        var secretVersion =
                publish(acme, secret, Map.of("model.onnx", "weights")).version();
        var openVersion = publish(acme, open, Map.of("model.onnx", "weights")).version();
        var names = VersionNames.stored(repositories, catalog);

        assertThat(names.of(acme, secretVersion)).contains(slug(acme) + "/secret@v1");
        assertThat(names.of(globex, secretVersion)).isEmpty();
        assertThat(names.of(globex, openVersion)).contains(slug(acme) + "/open@v1");
        assertThat(names.of(globex, VersionId.next())).isEmpty();
    }

    private List<String> publishedSince(TenantId asker, Instant since) {
        return catalog.publishedSince(asker, since, 100).stream()
                .filter(version -> version.model().organization().value().equals(slug(acme)))
                .map(version -> "%s v%d".formatted(version.model().model(), version.number()))
                .toList();
    }

    @Test
    void findsTheVersionThatANameMeans() {
        var model = portal.bean(Repositories.class).createModel(OPERATOR, acme, new Slug("m"), Visibility.PRIVATE);
        var one = publish(acme, model, Map.of("model.onnx", "one"));
        var two = publish(acme, model, Map.of("model.onnx", "two"));
        portal.bean(Repositories.class).moveAlias(OPERATOR, acme, model, new Slug("production"), one.version());

        assertThat(number(slug(acme) + "/m")).isEqualTo(1);
        assertThat(number(slug(acme) + "/m@v2")).isEqualTo(2);
        assertThat(number(slug(acme) + "/m:production")).isEqualTo(1);
        assertThat(catalog.find(acme, ModelName.parse(slug(acme) + "/m@v3").orElseThrow()))
                .isEmpty();
        assertThat(catalog.find(acme, ModelName.parse(slug(acme) + "/m@v2").orElseThrow()))
                .get()
                .returns(two.version(), CallableModel::version);
    }

    @Test
    void filesTellWhatAModelIsForAndHowMuchItReads() {
        publish(acme, "bert", Visibility.PRIVATE, Map.of("model.onnx", "weights", "config.json", BERT));
        publish(
                acme,
                "llama",
                Visibility.PRIVATE,
                Map.of(
                        "onnx/model.onnx",
                        "w",
                        "config.json",
                        "{\"architectures\": [\"LlamaForCausalLM\"], \"max_position_embeddings\": 2048}"));
        publish(
                acme,
                "short",
                Visibility.PRIVATE,
                Map.of(
                        "model.onnx",
                        "w",
                        "config.json",
                        "{\"max_position_embeddings\": 514, \"model_type\": \"roberta\"}",
                        "sentence_bert_config.json",
                        "{\"max_seq_length\": 128}"));
        publish(acme, "broken", Visibility.PRIVATE, Map.of("model.onnx", "w", "config.json", "{\"max"));
        publish(acme, "table", Visibility.PRIVATE, Map.of("data.csv", "1,2"));

        assertThat(facts("bert")).isEqualTo(new ModelFacts(ModelTask.EMBEDDINGS, 512, 7 + BERT.length()));
        assertThat(facts("llama").task()).isEqualTo(ModelTask.CHAT);
        assertThat(facts("llama").contextTokens()).isEqualTo(2048);
        assertThat(facts("short").contextTokens()).isEqualTo(128);
        assertThat(facts("broken")).isEqualTo(new ModelFacts(ModelTask.EMBEDDINGS, null, 6));
        assertThat(facts("table")).isEqualTo(new ModelFacts(ModelTask.OTHER, null, 3));
    }

    @Test
    void aCardHasNoPropertiesAndALongOneLosesItsEnd() {
        publish(
                acme,
                "card",
                Visibility.PRIVATE,
                Map.of("README.md", "---\nlicense: mit\n---\n\n# Title\n---\nrest\n"));
        publish(acme, "open-end", Visibility.PRIVATE, Map.of("README.md", "---\nlicense: mit\n"));
        publish(acme, "none", Visibility.PRIVATE, Map.of("model.onnx", "w"));
        publish(acme, "long", Visibility.PRIVATE, Map.of("README.md", "x".repeat(2 << 20)));

        assertThat(catalog.card(acme, name(acme, "card"))).contains("# Title\n---\nrest");
        assertThat(catalog.card(acme, name(acme, "open-end"))).contains("---\nlicense: mit");
        assertThat(catalog.card(acme, name(acme, "none"))).isEmpty();
        assertThat(catalog.card(acme, name(acme, "long")))
                .hasValueSatisfying(card -> assertThat(card).hasSize(VersionFiles.MOST_BYTES));
    }

    @Test
    void aModelWhoseFilesAreLostHidesNoOther() throws IOException {
        publish(acme, "kept", Visibility.PRIVATE, Map.of("model.onnx", "w", "config.json", BERT));
        publish(acme, "lost", Visibility.PRIVATE, Map.of("model.onnx", "w", "config.json", "{}", "README.md", "gone"));
        for (var content : new String[] {"{}", "gone"}) {
            var digest = Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex();
            Files.delete(home.resolve("objects")
                    .resolve(acme.text())
                    .resolve(digest.substring(0, 2))
                    .resolve(digest));
        }

        assertThat(catalog.callableBy(acme, slug(acme), null, 10)).hasSize(2);
        assertThat(facts("lost")).isEqualTo(new ModelFacts(ModelTask.OTHER, null, 7));
        assertThat(catalog.card(acme, name(acme, "lost"))).isEmpty();
        assertThat(facts("kept").task()).isEqualTo(ModelTask.EMBEDDINGS);
    }

    private ModelFacts facts(String model) {
        return catalog.find(acme, name(acme, model)).orElseThrow().facts();
    }

    private int number(String name) {
        return catalog.find(acme, ModelName.parse(name).orElseThrow())
                .orElseThrow()
                .number();
    }

    private static ModelName name(TenantId owner, String model) {
        return new ModelName(new Slug(slug(owner)), new Slug(model), new ModelName.Selector.Default());
    }

    private static String slug(TenantId tenant) {
        return portal.bean(Tenants.class).find(tenant).orElseThrow().slug().value();
    }

    private static void publish(TenantId owner, String slug, Visibility visibility, Map<String, String> files) {
        publish(owner, portal.bean(Repositories.class).createModel(OPERATOR, owner, new Slug(slug), visibility), files);
    }

    private static Published publish(TenantId owner, RepositoryId model, Map<String, String> files) {
        var stored = new TreeMap<String, Digest>();
        files.forEach((path, content) -> stored.put(path, store(owner, content)));
        return portal.bean(Repositories.class).publish(OPERATOR, owner, model, stored, "");
    }

    private static Digest store(TenantId owner, String content) {
        try {
            return portal.bean(Objects.class)
                    .store(owner, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
                    .digest();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
