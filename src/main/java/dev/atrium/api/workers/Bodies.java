package dev.atrium.api.workers;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads bodies of calls, after what can be checked without them. */
final class Bodies {

    private static final int TOO_LARGE = 413;

    private Bodies() {}

    /** @throws ProblemException 413 {@code too_large}, before anything is read */
    static byte[] read(HttpServletRequest request, int maxBytes) throws IOException {
        if (request.getContentLengthLong() > maxBytes) {
            throw new ProblemException(
                    Problem.of(TOO_LARGE, "too_large", "The body is larger than %d bytes.".formatted(maxBytes)));
        }
        return request.getInputStream().readNBytes(maxBytes);
    }
}
