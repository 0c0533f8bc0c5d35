package dev.atrium.api.web;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this process lives, and whether it can do its work. */
@RestController
class HealthController {

    private static final int UNAVAILABLE = 503;

    private final JdbcClient db;

    HealthController(JdbcClient db) {
        this.db = db;
    }

    @GetMapping("/healthz")
    Map<String, String> lives() {
        return Map.of("status", "up");
    }

    @GetMapping("/readyz")
    Map<String, String> isReady() {
        try {
            db.sql("SELECT 1").query(Integer.class).single();
            return Map.of("status", "ready");
        } catch (DataAccessException _) {
            throw new ProblemException(
                    Problem.of(UNAVAILABLE, "not_ready", "MySQL does not answer. The portal waits for it."));
        }
    }
}
