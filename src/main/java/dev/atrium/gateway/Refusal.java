package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.atrium.shared.Problem;

/** Refuses a request before its admission: counted, but no event. */
final class Refusal {

    private Refusal() {}

    static HttpResponse of(Call call, Problem problem) {
        call.code(problem.code());
        return ApiError.response(problem);
    }
}
