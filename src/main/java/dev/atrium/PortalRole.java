package dev.atrium;

import dev.atrium.api.ApiConfiguration;
import dev.atrium.audit.AuditControl;
import dev.atrium.cluster.ClusterControl;
import dev.atrium.demo.DemoConfiguration;
import dev.atrium.identity.IdentityControl;
import dev.atrium.keys.KeysControl;
import dev.atrium.metering.MeteringControl;
import dev.atrium.pool.PoolControl;
import dev.atrium.portal.PortalAreas;
import dev.atrium.portal.PortalConfiguration;
import dev.atrium.pricing.PricingControl;
import dev.atrium.registry.RegistryControl;
import dev.atrium.storage.StorageControl;
import dev.atrium.tenancy.TenancyControl;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The portal: management, controllers and migrations. Everything is imported by name; of Boot's automatic
 * configurations, only what a servlet server with JSON needs; the pages bring theirs.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@Import({
    EveryRole.class,
    ClusterControl.class,
    AuditControl.class,
    IdentityControl.class,
    TenancyControl.class,
    KeysControl.class,
    PricingControl.class,
    StorageControl.class,
    RegistryControl.class,
    MeteringControl.class,
    PoolControl.class,
    ApiConfiguration.class,
    PortalConfiguration.class,
    PortalAreas.class,
    DemoConfiguration.class
})
class PortalRole {}
