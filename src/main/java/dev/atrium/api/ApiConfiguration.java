package dev.atrium.api;

import dev.atrium.api.management.ManagementConfiguration;
import dev.atrium.api.web.WebConfiguration;
import dev.atrium.api.workers.WorkersApi;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The portal's HTTP: what all of it shares, and the management port. */
@Configuration(proxyBeanMethods = false)
@Import({WebConfiguration.class, ManagementConfiguration.class, WorkersApi.class})
public class ApiConfiguration {}
