package dev.atrium.portal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the portal shows.
 *
 * @param kit the page {@code /kit} with every component in its states, for developers; it needs no sign-in
 */
@ConfigurationProperties("atrium.portal")
public record PageSettings(@DefaultValue("false") boolean kit) {}
