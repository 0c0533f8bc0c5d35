package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static HttpResponse response(Object value) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.wrap(MAPPER.writeValueAsBytes(value)));
    }
}
