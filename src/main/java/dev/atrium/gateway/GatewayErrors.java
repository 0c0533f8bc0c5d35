package dev.atrium.gateway;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RequestId;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the server's own errors into the same words as ours, with a request id and never with a stack trace. */
final class GatewayErrors implements ServerErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayErrors.class);

    private final GatewaySettings settings;

    GatewayErrors(GatewaySettings settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable thrown) {
        var cause = Exceptions.peel(thrown);
        if (Exceptions.isStreamCancelling(cause) && !(cause instanceof RequestTimeoutException)) {
            return HttpResponse.ofFailure(cause); // nobody is there to read an answer
        }
        var problem = problemOf(ctx, cause);
        Call.find(ctx).ifPresent(call -> call.code(problem.code()));
        return ApiError.response(problem);
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext ctx,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        var problem = problemOf(status, headers);
        if (ctx != null && Call.find(ctx).isPresent()) {
            Call.of(ctx).code(problem.code());
            return ApiError.aggregated(problem);
        }
        var answer = ApiError.aggregated(problem);
        var withId = answer.headers().toBuilder()
                .set(RequestIds.HEADER, RequestId.next().text())
                .set(HttpHeaderNames.CONNECTION, "close")
                .build();
        return AggregatedHttpResponse.of(withId, answer.content());
    }

    private Problem problemOf(ServiceRequestContext ctx, Throwable cause) {
        return switch (cause) {
            case ProblemException e -> e.problem();
            case HttpStatusException e ->
                problemOf(e.httpStatus(), ctx.request().headers());
            case ContentTooLargeException _ ->
                Problems.bodyTooLong(settings.maxBody().toBytes());
            case RequestTimeoutException _ -> Problems.bodyTimeout(settings.bodyTimeout());
            case CancellationException _ -> Problems.shuttingDown();
            default -> {
                LOG.error("request {} failed", Call.find(ctx).map(Call::id).orElse(null), cause);
                yield Problem.of(500, "internal_error", "The gateway failed on this request. It is not charged.");
            }
        };
    }

    private Problem problemOf(HttpStatus status, @Nullable RequestHeaders headers) {
        var method = headers == null ? "" : headers.method().name();
        var path = headers == null ? "" : headers.path();
        return switch (status.code()) {
            case 404 -> Problems.unknownPath(method, path);
            case 405 ->
                Problem.of(
                        405,
                        "method_not_allowed",
                        "%s is not possible at %s. Use the method that the documentation names."
                                .formatted(method, path));
            case 408 -> Problems.bodyTimeout(settings.bodyTimeout());
            case 413 -> Problems.bodyTooLong(settings.maxBody().toBytes());
            case 414, 431 ->
                Problem.of(status.code(), "headers_too_long", "The address or the headers are too long. Send less.");
            case 503 -> Problems.shuttingDown();
            default ->
                Problem.of(
                        Math.max(status.code(), 400),
                        status.code() < 500 ? "bad_request" : "internal_error",
                        status.code() < 500
                                ? "The request is not valid HTTP. Check its first line and its headers."
                                : "The gateway failed on this request. It is not charged.");
        };
    }
}
