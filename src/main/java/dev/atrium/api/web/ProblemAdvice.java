package dev.atrium.api.web;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.DatabindException;

/** Turns what a controller threw into a problem. What nobody foresaw is logged, and told without its inside. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "2";

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void refused(ProblemException refused, HttpServletResponse response) throws IOException {
        problems.write(response, refused.problem());
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException unreadable, HttpServletResponse response) throws IOException {
        var field = unreadable.getCause() instanceof DatabindException databind ? fieldOf(databind) : "";
        problems.write(
                response,
                field.isEmpty()
                        ? Problem.of(400, "malformed_json", "The body is not the JSON that is expected here.")
                        : Problem.ofField(
                                field, "invalid_value", "The value of '%s' cannot be read.".formatted(field)));
    }

    @ExceptionHandler
    void mistyped(MethodArgumentTypeMismatchException wrong, HttpServletResponse response) throws IOException {
        problems.write(
                response,
                Problem.ofField(
                        wrong.getName(),
                        "invalid_value",
                        "The value of '%s' cannot be read.".formatted(wrong.getName())));
    }

    @ExceptionHandler
    void missing(MissingServletRequestParameterException missing, HttpServletResponse response) throws IOException {
        var name = missing.getParameterName();
        problems.write(
                response, Problem.ofField(name, "missing_value", "The parameter '%s' is missing.".formatted(name)));
    }

    @ExceptionHandler(ConcurrencyFailureException.class)
    void conflicting(HttpServletResponse response) throws IOException {
        problems.write(
                response,
                Problem.of(CONFLICT, "conflict", "Somebody else changed the same thing just now. Try again."));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        CannotCreateTransactionException.class
    })
    void withoutDatabase(Exception failure, HttpServletResponse response) throws IOException {
        LOG.warn("MySQL did not answer a request: {}", failure.getMessage());
        response.setHeader("retry-after", RETRY_SECONDS);
        problems.write(
                response,
                Problem.of(
                        UNAVAILABLE, "database_unavailable", "The database is not reachable. Try again in a moment."));
    }

    @ExceptionHandler
    void other(Exception failure, HttpServletResponse response) throws IOException {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var status = known.getStatusCode().value();
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            problems.write(response, Problem.of(status, codeOf(status), detailOf(known)));
            return;
        }
        LOG.error("a request failed", failure);
        problems.write(
                response,
                Problem.of(
                        INTERNAL,
                        "internal",
                        "Something failed here. Try again; if it stays, tell your operator the request id."));
    }

    private static String codeOf(int status) {
        return switch (status) {
            case NOT_FOUND -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "too_large";
            case 415 -> "unsupported_media_type";
            default -> "bad_request";
        };
    }

    private static String detailOf(ErrorResponse known) {
        if (known.getStatusCode().value() == NOT_FOUND) {
            return "There is nothing at this address.";
        }
        var detail = known.getBody().getDetail();
        return detail == null ? "The request could not be understood." : detail;
    }

    /** The path of the wrong field, as JSON has it: {@code prices.USD}. */
    private static String fieldOf(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null ? Integer.toString(part.getIndex()) : part.getPropertyName())
                .reduce((left, right) -> left + "." + right)
                .orElse("");
    }
}
