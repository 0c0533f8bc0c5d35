package dev.atrium.api.workers;

import dev.atrium.agent.Files;
import dev.atrium.pool.Workers;
import dev.atrium.pool.Workers.ReplicaFile;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.WorkerId;
import dev.atrium.storage.Objects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Sends workers the files of replicas that are assigned to them. Everything else is one and the same 404. */
@RestController
class FileController {

    private static final Logger LOG = LoggerFactory.getLogger(FileController.class);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] NO_BODY = {};
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;
    private static final int NOT_SATISFIABLE = 416;

    private final Workers workers;
    private final Objects objects;
    private final WorkerCalls calls;

    FileController(Workers workers, Objects objects, WorkerCalls calls) {
        this.workers = workers;
        this.objects = objects;
        this.calls = calls;
    }

    @GetMapping(Files.PATH)
    void file(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String replica,
            @PathVariable String digest)
            throws IOException {
        var file = find(calls.caller(request, NO_BODY), replica, digest);
        try (var content = objects.open(file.owner(), file.digest()).orElseThrow(FileController::notFound)) {
            send(request, response, file.digest(), content);
        }
    }

    private ReplicaFile find(WorkerId worker, String replica, String digest) {
        try {
            return workers.file(worker, ReplicaId.parse(replica), new Digest(digest))
                    .orElseThrow(FileController::notFound);
        } catch (IllegalArgumentException _) {
            throw notFound();
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, Digest digest, SeekableByteChannel content)
            throws IOException {
        var size = content.size();
        var etag = "\"" + digest.hex() + "\"";
        var start = RangeStart.of(request.getHeader("range"), request.getHeader("if-range"), etag);
        response.setHeader("etag", etag);
        response.setHeader("accept-ranges", "bytes");
        if (start.isPresent() && start.getAsLong() >= size) {
            response.setHeader("content-range", "bytes */" + size);
            throw new ProblemException(Problem.of(
                    NOT_SATISFIABLE,
                    "range_not_satisfiable",
                    "The file has %d bytes, so none begins at %d. Ask for less, or for the whole file."
                            .formatted(size, start.getAsLong())));
        }
        if (start.isPresent()) {
            response.setStatus(PARTIAL);
            response.setHeader("content-range", "bytes %d-%d/%d".formatted(start.getAsLong(), size - 1, size));
        }
        var from = start.orElse(0);
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(size - from);
        copy(content.position(from), response);
    }

    private static void copy(SeekableByteChannel content, HttpServletResponse response) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        var out = response.getOutputStream();
        while (content.read(buffer) >= 0) {
            try {
                out.write(buffer.array(), 0, buffer.position());
            } catch (IOException e) {
                LOG.debug("a worker hung up during a download; it resumes where it was", e);
                return;
            }
            buffer.clear();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(
                Problem.of(NOT_FOUND, "no_such_file", "No replica that is assigned to this worker has such a file."));
    }
}
