package dev.atrium.api.workers;

import dev.atrium.agent.Heartbeat;
import dev.atrium.pool.Workers;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what a worker reports, and answers what it should run. */
@RestController
class HeartbeatController {

    private final Workers workers;
    private final WorkerCalls calls;

    HeartbeatController(Workers workers, WorkerCalls calls) {
        this.workers = workers;
        this.calls = calls;
    }

    @PostMapping(Heartbeat.PATH)
    Heartbeat.Answer heartbeat(HttpServletRequest request, @RequestBody byte[] body) {
        var worker = calls.caller(request, body);
        return workers.heartbeat(worker, calls.read(body, Heartbeat.Request.class));
    }
}
