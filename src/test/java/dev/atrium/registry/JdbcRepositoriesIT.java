package dev.atrium.registry;

import static dev.atrium.testing.ControlContext.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.cluster.FeedReader;
import dev.atrium.registry.Repositories.ListedModel;
import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.registry.Repositories.Published;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import dev.atrium.testing.TestMySql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcRepositoriesIT {

    private static final Slug MINILM = new Slug("minilm");
    private static final Slug PRODUCTION = new Slug(ModelEntry.DEFAULT_ALIAS);

    @TempDir
    private Path home;

    private final SettableClock clock = new SettableClock();
    private ControlContext portal;
    private Repositories repositories;
    private TenantId acme;

    @BeforeEach
    void start() {
        portal = new ControlContext(home, clock);
        repositories = portal.bean(Repositories.class);
        acme = portal.tenant("acme");
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void publishesAFolderAsAVersionThatReadsBack() {
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var weights = stored(acme, "weights");
        var settings = stored(acme, "{}");
        var files = Map.of("b/model.onnx", weights, "a.json", settings);

        var published = repositories.publish(OPERATOR, acme, model, files, "first");

        var manifest = repositories.manifest(published.version()).orElseThrow();
        assertThat(published.number()).isOne();
        assertThat(published.commit()).isEqualTo(CommitId.of(null, manifest.files(), "first"));
        assertThat(manifest.owner()).isEqualTo(acme);
        assertThat(manifest.modelPath()).isEqualTo(slugOf(acme) + "/minilm");
        assertThat(manifest.files())
                .containsExactly(new ManifestFile("a.json", settings, 2), new ManifestFile("b/model.onnx", weights, 7));
        assertThat(portal.bean(AuditLog.class).of(acme, null, 2))
                .extracting(RecordedEntry::action)
                .containsExactly("version.publish", "model.create");
    }

    @Test
    void concurrentPublishesGetNumbersWithoutGaps() throws Exception {
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var files = Map.of("model.onnx", stored(acme, "weights"));
        Callable<Published> publish = () -> repositories.publish(OPERATOR, acme, model, files, "again");

        try (var threads = Executors.newFixedThreadPool(6)) {
            var versions = threads.invokeAll(
                    IntStream.range(0, 24).mapToObj(_ -> publish).toList());

            assertThat(versions)
                    .extracting(version -> version.get().number())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 24).boxed().toList());
        }
    }

    @Test
    void aFailedPublishTakesNoNumber() {
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var file = stored(acme, "weights");
        var missing = Digest.of("never uploaded".getBytes(StandardCharsets.UTF_8));

        assertProblem(
                () -> repositories.publish(OPERATOR, acme, model, Map.of("a", missing), ""),
                Problem.ofField(
                        "files",
                        "no_such_object",
                        "This organization has no object %s, which 'a' names. Upload the file first."
                                .formatted(missing)));
        assertThat(repositories
                        .publish(OPERATOR, acme, model, Map.of("a", file), "")
                        .number())
                .isOne();
    }

    @Test
    void knowsWhichVersionAnAliasMeantOnADay() {
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var before = clock.instant();
        clock.advance(Duration.ofDays(1));
        var first = publish(acme, model, "one");
        clock.advance(Duration.ofDays(1));
        var between = clock.instant();
        clock.advance(Duration.ofDays(1));
        var second = publish(acme, model, "two");

        assertThat(repositories.versionOn(acme, model, PRODUCTION, before)).isEmpty();
        assertThat(repositories.versionOn(acme, model, PRODUCTION, between)).contains(first.version());
        assertThat(repositories.versionOn(acme, model, PRODUCTION, clock.instant()))
                .contains(second.version());
        assertThat(repositories.versionOn(portal.tenant("globex"), model, PRODUCTION, clock.instant()))
                .isEmpty();
    }

    @Test
    void publishesAsideOfTheVersionInProduction() {
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var files = Map.of("model.onnx", stored(acme, "weights"));

        var first = repositories.publishAside(OPERATOR, acme, model, files, "");
        var second = repositories.publishAside(OPERATOR, acme, model, files, "again");
        assertThat(repositories.versionOn(acme, model, PRODUCTION, clock.instant()))
                .contains(first.version());

        repositories.moveAlias(OPERATOR, acme, model, PRODUCTION, second.version());
        repositories.moveAlias(OPERATOR, acme, model, PRODUCTION, second.version());
        assertThat(repositories.versionOn(acme, model, PRODUCTION, clock.instant()))
                .contains(second.version());
        assertThat(portal.bean(AuditLog.class).of(acme, null, 2))
                .extracting(RecordedEntry::action)
                .containsExactly("alias.move", "version.publish");
    }

    @Test
    void movesNoAliasToAnotherModelsVersion() {
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var other = repositories.createModel(OPERATOR, acme, new Slug("bge"), Visibility.PUBLIC);
        var theirs = publish(acme, other, "one");

        assertProblem(
                () -> repositories.moveAlias(OPERATOR, acme, model, PRODUCTION, theirs.version()),
                Problem.of(
                        404,
                        "no_such_version",
                        "This model has no version %s. Publish one first.".formatted(theirs.version())));
    }

    @Test
    void listsTheModelsOfOneOrganizationOnly() {
        var globex = portal.tenant("globex");
        repositories.createModel(OPERATOR, globex, MINILM, Visibility.PUBLIC);
        var minilm = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var bge = repositories.createModel(OPERATOR, acme, new Slug("bge"), Visibility.PUBLIC);
        publish(acme, minilm, "one");
        publish(acme, minilm, "two");

        assertThat(repositories.models(acme))
                .containsExactly(
                        new ListedModel(bge, new Slug("bge"), Visibility.PUBLIC, 0, clock.instant()),
                        new ListedModel(minilm, MINILM, Visibility.PRIVATE, 2, clock.instant()));
        assertThat(repositories.findModel(acme, MINILM)).contains(minilm);
        assertThat(repositories.findModel(globex, new Slug("bge"))).isEmpty();
    }

    @Test
    void refusesASecondModelOfOneName() {
        repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);

        assertProblem(
                () -> repositories.createModel(OPERATOR, acme, MINILM, Visibility.PUBLIC),
                new Problem(
                        409,
                        "model_exists",
                        "This organization has a model 'minilm' already."
                                + " Publish a version of it, or choose another name.",
                        "name"));
    }

    @Test
    void nobodyPublishesToAnothersModelOrWithAnothersObjects() {
        var globex = portal.tenant("globex");
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PUBLIC);
        var theirs = stored(acme, "weights");
        var ours = stored(globex, "ours");

        assertProblem(
                () -> repositories.publish(OPERATOR, globex, model, Map.of("a", ours), ""),
                Problem.of(
                        404,
                        "no_such_model",
                        "This organization has no model %s. List its models to see their ids.".formatted(model)));
        assertProblem(
                () -> repositories.publish(OPERATOR, globex, model, Map.of("a", theirs), ""),
                Problem.ofField(
                        "files",
                        "no_such_object",
                        "This organization has no object %s, which 'a' names. Upload the file first."
                                .formatted(theirs)));
    }

    @Test
    void refusesAMessageThatIsTooLong() {
        var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
        var files = Map.of("a", stored(acme, "weights"));

        assertProblem(
                () -> repositories.publish(OPERATOR, acme, model, files, "x".repeat(501)),
                Problem.ofField(
                        "message", "message_too_long", "The message has 501 characters. Shorten it to at most 500."));
    }

    @Test
    void gatewaysFollowWhatIsPublished() {
        var table = new ModelTable();
        var reader = new FeedReader(TestMySql.db(), List.of(table), home.resolve("snapshot.json"), clock);
        reader.start();
        try {
            var model = repositories.createModel(OPERATOR, acme, MINILM, Visibility.PRIVATE);
            var published = publish(acme, model, "one");

            var name = ModelName.parse(slugOf(acme) + "/minilm").orElseThrow();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> table.find(acme, name)
                            .flatMap(entry -> entry.version(name.selector()))
                            .filter(published.version()::equals)
                            .isPresent());
        } finally {
            reader.stop();
        }
    }

    private Published publish(TenantId tenant, RepositoryId model, String content) {
        return repositories.publish(OPERATOR, tenant, model, Map.of("model.onnx", stored(tenant, content)), content);
    }

    private String slugOf(TenantId tenant) {
        return portal.bean(Tenants.class).find(tenant).orElseThrow().slug().value();
    }

    private Digest stored(TenantId tenant, String content) {
        try {
            return portal.bean(Objects.class)
                    .store(tenant, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
                    .digest();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(ThrowingCallable act, Problem expected) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(act)
                .extracting(ProblemException::problem)
                .isEqualTo(expected);
    }
}
