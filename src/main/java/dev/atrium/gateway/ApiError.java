package dev.atrium.gateway;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.atrium.shared.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The one place that puts a {@link Problem} into OpenAI's words. */
final class ApiError {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int SERVER = 500;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER_SECONDS = "1";

    private ApiError() {}

    private record Body(Detail error) {}

    private record Detail(
            String message,
            String type,
            String code,
            @Nullable String param) {}

    static HttpResponse response(Problem problem) {
        return aggregated(problem).toHttpResponse();
    }

    static AggregatedHttpResponse aggregated(Problem problem) {
        return AggregatedHttpResponse.of(headers(problem).build(), HttpData.wrap(json(problem)));
    }

    /** The event that ends a stream which cannot be completed. */
    static HttpData event(Problem problem) {
        var json = json(problem);
        var event = new byte[json.length + 8];
        var start = new byte[] {'d', 'a', 't', 'a', ':', ' '};
        System.arraycopy(start, 0, event, 0, start.length);
        System.arraycopy(json, 0, event, start.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return HttpData.wrap(event);
    }

    static byte[] json(Problem problem) {
        return JSON.writeValueAsBytes(
                new Body(new Detail(problem.message(), type(problem.status()), problem.code(), problem.field())));
    }

    private static ResponseHeadersBuilder headers(Problem problem) {
        var headers = ResponseHeaders.builder(problem.status()).contentType(MediaType.JSON);
        if (problem.status() == UNAVAILABLE) {
            headers.add(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == UNAUTHORIZED) {
            headers.add(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        return headers;
    }

    /** OpenAI's word for the kind of error. */
    private static String type(int status) {
        if (status >= SERVER) {
            return "server_error";
        }
        return switch (status) {
            case UNAUTHORIZED -> "authentication_error";
            case NOT_FOUND -> "not_found_error";
            default -> "invalid_request_error";
        };
    }
}
