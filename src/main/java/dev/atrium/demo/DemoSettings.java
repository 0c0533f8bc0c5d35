package dev.atrium.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a new installation gets something to try.
 *
 * @param enabled makes the demo organizations and models, once
 * @param people  makes the demo people owners of their organizations, and one of them an operator. Only where the demo's own Keycloak vouches for
 *                their addresses
 */
@ConfigurationProperties("atrium.demo")
public record DemoSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("false") boolean people) {}
