package dev.atrium.api.workers;

import dev.atrium.pool.Workers;
import dev.atrium.storage.Objects;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Everything below {@code /worker/v1}. */
@Configuration(proxyBeanMethods = false)
public class WorkersApi {

    @Bean
    WorkerCalls workerCalls(Workers workers, JsonMapper json, Clock clock) {
        return new WorkerCalls(workers, json, clock);
    }

    @Bean
    JoinController joinController(Workers workers, WorkerCalls calls, Clock clock) {
        return new JoinController(workers, calls, new JoinRate(clock));
    }

    @Bean
    HeartbeatController heartbeatController(Workers workers, WorkerCalls calls) {
        return new HeartbeatController(workers, calls);
    }

    @Bean
    FileController fileController(Workers workers, Objects objects, WorkerCalls calls) {
        return new FileController(workers, objects, calls);
    }
}
