package dev.atrium.worker;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Proves to a gateway that this worker holds the key which its route names. */
final class HelloService implements HttpService {

    private static final int BAD_REQUEST = 400;
    private static final int NONCE_BYTES = 32;

    private final Identity identity;
    private final JsonMapper json;

    HelloService(Identity identity, JsonMapper json) {
        this.identity = identity;
        this.json = json;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
        var token = GatewayCheck.token(req);
        return HttpResponse.of(req.aggregate().thenApply(body -> {
            var nonce = nonce(body.content());
            var signature = identity.key().sign("hello\n%s\n%s".formatted(nonce, token));
            var answer = json.writeValueAsBytes(new Inference.HelloAnswer(signature));
            return HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.wrap(answer));
        }));
    }

    private String nonce(HttpData body) {
        try {
            var nonce =
                    json.readValue(body.array(), Inference.HelloRequest.class).nonce();
            if (Base64.getDecoder().decode(nonce).length == NONCE_BYTES) {
                return nonce;
            }
        } catch (JacksonException | IllegalArgumentException | NullPointerException _) {
            // said below
        }
        throw new ProblemException(
                new Problem(BAD_REQUEST, "invalid_nonce", "The nonce must be 32 bytes in base64.", "nonce"));
    }
}
