package dev.atrium.api.management;

import org.springframework.context.annotation.Configuration;

/** Everything below {@code /manage/v1}. */
@Configuration(proxyBeanMethods = false)
public class ManagementConfiguration {}
