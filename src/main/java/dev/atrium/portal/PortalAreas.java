package dev.atrium.portal;

import dev.atrium.portal.home.HomePages;
import dev.atrium.portal.keys.KeyPages;
import dev.atrium.portal.models.ModelPages;
import dev.atrium.portal.playground.PlaygroundPages;
import dev.atrium.portal.usage.UsagePages;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the areas of the pages need of other modules. */
@Configuration(proxyBeanMethods = false)
@Import({HomePages.class, KeyPages.class, ModelPages.class, PlaygroundPages.class, UsagePages.class})
public class PortalAreas {}
