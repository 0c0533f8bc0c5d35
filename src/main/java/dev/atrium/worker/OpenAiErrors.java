package dev.atrium.worker;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseCompleteException;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestCancellationException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Errors as the OpenAI protocol has them; the gateway passes them on. */
final class OpenAiErrors implements ServerErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiErrors.class);
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int SERVER_ERROR = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int BUSY = 503;
    private static final int TOO_LARGE = 413;

    /** Nobody sees it on the wire; measurements do. */
    static final int CALLER_LEFT = 499;

    /** What went wrong, for the caller. What is not a refusal is logged, with the request's id. */
    static Problem problem(Throwable thrown, String requestId) {
        var cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof ProblemException refused) {
            return refused.problem();
        }
        if (cause instanceof ContentTooLargeException) {
            return Problem.of(TOO_LARGE, "body_too_large", "The body is too large. Send fewer inputs per request.");
        }
        if (cause instanceof HttpStatusException status) {
            return ofStatus(status.httpStatus());
        }
        if (isOfCaller(cause)) {
            return Problem.of(CALLER_LEFT, "caller_left", "The caller did not wait for the answer.");
        }
        LOG.error("Request {} failed: {}", requestId, cause.toString());
        return Problem.of(SERVER_ERROR, "engine_failed", "The model failed to compute an answer. Try again.");
    }

    /** The caller left, or was answered before the body had come. */
    private static boolean isOfCaller(Throwable cause) {
        return cause instanceof ClosedSessionException
                || cause instanceof ClosedStreamException
                || cause instanceof ResponseCompleteException
                || cause instanceof RequestCancellationException
                || cause instanceof CancellationException;
    }

    static HttpResponse response(Problem problem) {
        return aggregated(problem).toHttpResponse();
    }

    static AggregatedHttpResponse aggregated(Problem problem) {
        var headers = ResponseHeaders.builder(problem.status()).contentType(MediaType.JSON);
        if (problem.status() == BUSY) {
            headers.set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(body(problem)));
    }

    /** The same in a stream that has begun. */
    static byte[] event(Problem problem) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body(problem));
        out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    @Override
    public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
        return response(problem(cause, ctx.request().headers().get(Inference.REQUEST_ID_HEADER, "-")));
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext ctx,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return AggregatedHttpResponse.of(status, MediaType.JSON, body(ofStatus(status)));
    }

    private static Problem ofStatus(HttpStatus status) {
        return status.code() == TOO_LARGE
                ? problem(ContentTooLargeException.get(), "-")
                : Problem.of(
                        Math.max(status.code(), HttpStatus.BAD_REQUEST.code()),
                        status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '_'),
                        status.reasonPhrase() + ".");
    }

    private static byte[] body(Problem problem) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("message", problem.message());
            json.writeStringProperty("type", type(problem.status()));
            json.writeName("param");
            if (problem.field() == null) {
                json.writeNull();
            } else {
                json.writeString(problem.field());
            }
            json.writeStringProperty("code", problem.code());
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static String type(int status) {
        if (status >= SERVER_ERROR) {
            return "server_error";
        }
        return status == UNAUTHORIZED ? "authentication_error" : "invalid_request_error";
    }
}
