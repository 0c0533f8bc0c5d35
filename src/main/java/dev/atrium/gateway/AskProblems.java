package dev.atrium.gateway;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import tools.jackson.core.JacksonException;

/** How a bad field of a body is named. */
final class AskProblems {

    private AskProblems() {}

    /** A 400 that names the field: what is wrong with it, and the cure. */
    static ProblemException invalid(String field, String what, String cure) {
        return new ProblemException(
                Problem.ofField(field, "invalid_" + codeOf(field), "'%s' %s. %s.".formatted(field, what, cure)));
    }

    /** What a value is that is right in itself, but not supported here. */
    static ProblemException unsupported(String field, String what, String cure) {
        return new ProblemException(
                Problem.ofField(field, "unsupported_" + codeOf(field), "'%s' %s. %s.".formatted(field, what, cure)));
    }

    /** The place of a syntax error. Never a piece of the body itself, which may be secret. */
    static String where(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "it ends too early" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String codeOf(String field) {
        return field.replace('.', '_');
    }
}
