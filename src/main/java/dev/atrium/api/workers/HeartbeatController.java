package dev.atrium.api.workers;

import dev.atrium.agent.Heartbeat;
import dev.atrium.pool.Workers;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what a worker reports, and answers what it should run. */
@RestController
class HeartbeatController {

    /** Thousands of replicas. */
    static final int MAX_BYTES = 1024 * 1024;

    private final Workers workers;
    private final WorkerCalls calls;

    HeartbeatController(Workers workers, WorkerCalls calls) {
        this.workers = workers;
        this.calls = calls;
    }

    @PostMapping(Heartbeat.PATH)
    Heartbeat.Answer heartbeat(HttpServletRequest request) throws IOException {
        calls.requireMember(request);
        var body = Bodies.read(request, MAX_BYTES);
        var worker = calls.laterCaller(request, body);
        return workers.heartbeat(worker, calls.read(body, Heartbeat.Request.class));
    }
}
