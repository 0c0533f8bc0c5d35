package dev.atrium.tenancy;

import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How organizations come about.
 *
 * @param currency ISO 4217, of those that a first sign-in creates
 */
@ConfigurationProperties("atrium.tenancy")
public record TenancySettings(@DefaultValue("USD") Currency currency) {}
