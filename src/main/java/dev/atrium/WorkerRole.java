package dev.atrium;

import dev.atrium.worker.WorkerConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The worker: engines on one machine. It never talks to MySQL. */
@Configuration(proxyBeanMethods = false)
@Import({EveryRole.class, WorkerConfiguration.class})
class WorkerRole {}
