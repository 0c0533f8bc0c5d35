package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.registry.ModelEntry;
import dev.atrium.shared.ModelName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code GET /v1/models} and {@code GET /v1/models/{org}/{model}}, the slash raw or as {@code %2F}. */
final class ModelsEndpoint implements HttpService {

    static final String PATH = "/v1/models";

    private final Knowledge knowledge;

    ModelsEndpoint(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    private record ModelList(String object, List<Model> data) {}

    /**
     * @param created seconds since 1970
     * @param owned_by the organization's name in addresses
     */
    @SuppressWarnings("checkstyle:RecordComponentName")
    private record Model(
            String id, String object, long created, String owned_by, List<String> versions, List<String> aliases) {}

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        var call = Call.of(ctx);
        var rest = ctx.path().substring(PATH.length());
        if (rest.length() <= 1) {
            var key = call.caller().key();
            var all = knowledge.models(call.caller().tenant().id()).stream()
                    .filter(entry -> key.allows(entry.id()))
                    .map(entry -> toModel(entry, entry.path()))
                    .toList();
            return Json.response(new ModelList("list", all));
        }
        return one(call, URLDecoder.decode(rest.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private HttpResponse one(Call call, String text) {
        var name = ModelName.parse(text);
        var model =
                name.flatMap(parsed -> knowledge.model(call.caller().tenant().id(), parsed));
        if (model.isEmpty()) {
            return Refusal.of(call, Problems.unknownModel());
        }
        var key = call.caller().key();
        if (!key.allows(model.get().id())) {
            return Refusal.of(
                    call, Problems.modelNotAllowed(key.id(), model.get().path()));
        }
        return Target.of(model.get(), name.orElseThrow().selector())
                .map(target ->
                        Json.response(toModel(target.model(), name.orElseThrow().toString())))
                .orElseGet(() -> Refusal.of(call, Problems.unknownVersion(text)));
    }

    private static Model toModel(ModelEntry entry, String id) {
        return new Model(
                id,
                "model",
                entry.createdAt().getEpochSecond(),
                entry.path().substring(0, entry.path().indexOf('/')),
                entry.versions().keySet().stream()
                        .sorted()
                        .map("v%d"::formatted)
                        .toList(),
                entry.aliases().keySet().stream().sorted().toList());
    }
}
