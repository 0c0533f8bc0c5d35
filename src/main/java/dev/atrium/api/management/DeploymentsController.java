package dev.atrium.api.management;

import dev.atrium.pool.Deployments;
import dev.atrium.pool.Deployments.Deployment;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Repositories.Manifest;
import dev.atrium.shared.Actor;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenants;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists and stops what should run. */
@RestController
@RequestMapping("/manage/v1")
class DeploymentsController {

    private static final Actor OPERATOR = new Actor.LocalOperator();
    private static final int NOT_FOUND = 404;

    private final Deployments deployments;
    private final Repositories repositories;
    private final Tenants tenants;

    DeploymentsController(Deployments deployments, Repositories repositories, Tenants tenants) {
        this.deployments = deployments;
        this.repositories = repositories;
        this.tenants = tenants;
    }

    /** @param model {@code org/name@v3} */
    record Listed(DeploymentId id, String model, VersionId version, int wantedReplicas, Instant createdAt) {}

    record Stopped(DeploymentId id, boolean stopped) {}

    /** @param model {@code org/name} */
    record StopRequest(@Nullable String model) {}

    /** @param stopped the deployments that ran until now */
    record StoppedModel(String model, List<DeploymentId> stopped) {}

    @GetMapping("/deployments")
    Page<Listed> list(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var running = deployments.of(Input.organization(tenants, organization).id());
        return Page.cut(
                        running,
                        cursor,
                        Page.limit(limit),
                        deployment -> deployment.id().text())
                .map(this::listed);
    }

    @PostMapping("/deployments/{id}/stop")
    Stopped stop(@PathVariable String id) {
        var deployment = Input.read("id", id, DeploymentId::parse);
        var owner = deployments
                .ownerOf(deployment)
                .orElseThrow(() -> notFound(
                        "no_such_deployment",
                        "There is no deployment %s. List the deployments to see their ids.".formatted(deployment),
                        "id"));
        deployments.stop(OPERATOR, owner, deployment);
        return new Stopped(deployment, true);
    }

    /** Stops whatever serves a model, in any version. */
    @PostMapping("/models/stop")
    StoppedModel stopModel(@RequestBody StopRequest request) {
        var name = Input.read("model", Input.required("model", request.model()), DeploymentsController::modelName);
        var owner = Input.organization(tenants, name.organization().value());
        var model = repositories
                .findModel(owner.id(), name.model())
                .orElseThrow(() -> notFound("no_such_model", "There is no model '%s'.".formatted(name), "model"));
        var running = deployments.of(owner.id()).stream()
                .filter(deployment -> deployment.model().equals(model))
                .map(Deployment::id)
                .toList();
        running.forEach(deployment -> deployments.stop(OPERATOR, owner.id(), deployment));
        return new StoppedModel(name.path(), running);
    }

    private Listed listed(Deployment deployment) {
        return new Listed(
                deployment.id(),
                repositories
                        .manifest(deployment.version())
                        .map(DeploymentsController::nameOf)
                        .orElseThrow(),
                deployment.version(),
                deployment.wantedReplicas(),
                deployment.createdAt());
    }

    private static ModelName modelName(String text) {
        return ModelName.parse(text)
                .filter(name -> name.selector() instanceof ModelName.Selector.Default)
                .orElseThrow(() ->
                        new IllegalArgumentException("model: '%s' (expected: organization/name)".formatted(text)));
    }

    private static String nameOf(Manifest manifest) {
        return "%s@v%d".formatted(manifest.modelPath(), manifest.number());
    }

    private static ProblemException notFound(String code, String message, String field) {
        return new ProblemException(new Problem(NOT_FOUND, code, message, field));
    }
}
