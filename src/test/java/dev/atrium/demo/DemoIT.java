package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.cluster.ChangeFeed;
import dev.atrium.identity.Operators;
import dev.atrium.identity.Person;
import dev.atrium.identity.PersonSignedIn;
import dev.atrium.pool.Deployments;
import dev.atrium.pricing.PriceBook;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Digest;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of the demo are fixed, so one test does it all, once per test server. */
class DemoIT {

    private static final List<String> EMBEDDINGS =
            List.of("1_Pooling/config.json", "README.md", "config.json", "model.onnx", "tokenizer.json");
    private static final List<String> CHAT = List.of(
            "README.md",
            "config.json",
            "generation_config.json",
            "model.onnx",
            "tokenizer.json",
            "tokenizer_config.json");

    @TempDir
    private Path home;

    @Test
    void continuesAfterACrashAndIsMadeOnce() {
        try (var context = new ControlContext(home, Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)))) {
            var objects = context.bean(Objects.class);

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> demo(context, new FailingObjects(objects)).run());
            assertThat(context.bean(Tenants.class).bySlug(new Slug("globex"))).isEmpty();

            demo(context, objects).run();
            var feedAt = context.bean(ChangeFeed.class).number();
            demo(context, objects).run();

            assertThat(context.bean(ChangeFeed.class).number()).isEqualTo(feedAt);
            assertServed(context, "library", "all-minilm-l6-v2", Visibility.PUBLIC, 3, EMBEDDINGS);
            assertServed(context, "library", "atrium-tiny", Visibility.PUBLIC, 3, CHAT);
            assertServed(context, "acme", "bge-small-en-v1-5", Visibility.PRIVATE, 1, EMBEDDINGS);
            assertThat(context.bean(Tenants.class)
                            .bySlug(new Slug("globex"))
                            .orElseThrow()
                            .currency()
                            .getCurrencyCode())
                    .isEqualTo("EUR");
            assertOwnersAreExpected(context);
        }
    }

    private static void assertOwnersAreExpected(ControlContext context) {
        new DemoOwners(context.bean(Tenants.class), context.bean(Members.class)).run();

        for (var owner : Map.of("acme", "ada@acme.example", "globex", "grace@globex.example")
                .entrySet()) {
            var tenant = context.bean(Tenants.class)
                    .bySlug(new Slug(owner.getKey()))
                    .orElseThrow()
                    .id();
            assertThat(context.bean(Members.class)
                            .expect(ControlContext.OPERATOR, tenant, owner.getValue(), MemberRole.OWNER))
                    .isFalse();
        }
    }

    @Test
    void makesTheDemosOperatorWhenTheyFirstSignIn() {
        try (var context = new ControlContext(home, Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)))) {
            var operators = context.bean(Operators.class);
            var now = Clock.systemUTC().instant();
            var olga = new Person(PersonId.next(), "Olga", "olga@atrium.example", true, null, now, now);
            var mallory = new Person(PersonId.next(), "Olga", "olga@atrium.example", false, null, now, now);

            new DemoOperator(operators).on(new PersonSignedIn(mallory, true));
            new DemoOperator(operators).on(new PersonSignedIn(olga, false));
            assertThat(operators.all()).doesNotContain(olga.id(), mallory.id());
            new DemoOperator(operators).on(new PersonSignedIn(olga, true));

            assertThat(operators.isOperator(olga.id())).isTrue();
        }
    }

    private static void assertServed(
            ControlContext context,
            String organization,
            String slug,
            Visibility visibility,
            int prices,
            List<String> paths) {
        var owner = context.bean(Tenants.class)
                .bySlug(new Slug(organization))
                .orElseThrow()
                .id();
        var model = context.bean(Repositories.class).models(owner).stream()
                .filter(each -> each.slug().equals(new Slug(slug)))
                .findFirst()
                .orElseThrow();
        assertThat(model.visibility()).isEqualTo(visibility);
        assertThat(model.newest()).isEqualTo(1);
        assertThat(context.bean(PriceBook.class).of(model.id())).hasSize(prices);
        var deployments = context.bean(Deployments.class).of(owner).stream()
                .filter(each -> each.model().equals(model.id()))
                .toList();
        assertThat(deployments).singleElement().satisfies(deployment -> {
            assertThat(deployment.wantedReplicas()).isEqualTo(1);
            var manifest = context.bean(Repositories.class)
                    .manifest(deployment.version())
                    .orElseThrow();
            assertThat(manifest.files())
                    .extracting(Repositories.ManifestFile::path)
                    .containsExactlyElementsOf(paths);
        });
    }

    private static Demo demo(ControlContext context, Objects objects) {
        return new Demo(
                context.bean(Tenants.class),
                objects,
                context.bean(Repositories.class),
                context.bean(PriceBook.class),
                context.bean(Deployments.class),
                context.bean(Clock.class));
    }

    /** Breaks at the second file, as a full disk would. */
    private record FailingObjects(Objects objects, AtomicInteger stored) implements Objects {

        private FailingObjects(Objects objects) {
            this(objects, new AtomicInteger());
        }

        @Override
        public Stored store(TenantId tenant, InputStream content) throws IOException {
            if (stored.incrementAndGet() == 2) {
                throw new IOException("this test's disk is full");
            }
            return objects.store(tenant, content);
        }

        @Override
        public Optional<Stored> find(TenantId tenant, Digest digest) {
            return objects.find(tenant, digest);
        }

        @Override
        public Optional<SeekableByteChannel> open(TenantId tenant, Digest digest) throws IOException {
            return objects.open(tenant, digest);
        }
    }
}
