package dev.atrium.demo;

import dev.atrium.cluster.LeaderTask;
import dev.atrium.pool.Deployments;
import dev.atrium.pricing.PriceBook;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.Repositories;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the demo once, on the portal that leads. Each step looks first whether it is done, so that a crash in the
 * middle is continued. The last step creates Globex: once that exists, nothing of the demo is touched again,
 * whatever the operator does to it.
 */
final class Demo implements LeaderTask {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final Actor SELF = new Actor.Installation("demo");
    private static final Slug LAST = new Slug("globex");

    private final Tenants tenants;
    private final Objects objects;
    private final Repositories repositories;
    private final PriceBook prices;
    private final Deployments deployments;
    private final Clock clock;

    Demo(
            Tenants tenants,
            Objects objects,
            Repositories repositories,
            PriceBook prices,
            Deployments deployments,
            Clock clock) {
        this.tenants = tenants;
        this.objects = objects;
        this.repositories = repositories;
        this.prices = prices;
        this.deployments = deployments;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        if (tenants.bySlug(LAST).isPresent()) {
            return;
        }
        organization(new Slug("acme"), "Acme", "USD");
        organization(new Slug("library"), "Library", "USD");
        DemoModel.all().forEach(this::serve);
        organization(LAST, "Globex", "EUR");
        LOG.info("the demo organizations and models are there");
    }

    private Tenant organization(Slug slug, String name, String currency) {
        return tenants.bySlug(slug).orElseGet(() -> tenants.create(SELF, slug, name, Currency.getInstance(currency)));
    }

    private void serve(DemoModel model) {
        var owner = tenants.bySlug(model.owner()).orElseThrow().id();
        var repository = repositories
                .findModel(owner, model.slug())
                .orElseGet(() -> repositories.createModel(SELF, owner, model.slug(), model.visibility()));
        price(owner, repository, model);
        var version = repositories
                .versionOn(owner, repository, new Slug(ModelEntry.DEFAULT_ALIAS), clock.instant())
                .orElseGet(() -> publish(owner, repository, model));
        deploy(owner, repository, version);
    }

    private void price(TenantId owner, RepositoryId repository, DemoModel model) {
        var priced = prices.of(repository).stream().map(PriceVersion::currency).toList();
        model.prices().forEach((currency, meters) -> {
            if (!priced.contains(currency)) {
                prices.publish(SELF, owner, repository, currency, meters, PriceVersion.ALL_BASIS_POINTS, null);
            }
        });
    }

    private VersionId publish(TenantId owner, RepositoryId repository, DemoModel model) {
        var files = new TreeMap<String, Digest>();
        model.files().forEach((path, resource) -> files.put(path, store(owner, resource)));
        return repositories.publish(SELF, owner, repository, files, "Demo").version();
    }

    private Digest store(TenantId owner, String resource) {
        try (var content = Demo.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new FileNotFoundException("There is no resource %s on the class path.".formatted(resource));
            }
            return objects.store(owner, content).digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deploy(TenantId owner, RepositoryId repository, VersionId version) {
        var runs = deployments.of(owner).stream()
                .anyMatch(deployment -> deployment.model().equals(repository));
        if (!runs) {
            deployments.deploy(SELF, owner, version, 1);
        }
    }
}
