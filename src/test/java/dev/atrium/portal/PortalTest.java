package dev.atrium.portal;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Tenant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/** Pages without a browser and without a database. The person of a test belongs to Acme and Globex. */
@SpringBootTest(classes = PortalTest.Pages.class, properties = "atrium.portal.kit=true")
@ViewPackages(packages = "dev.atrium.portal")
abstract class PortalTest extends SpringBrowserlessTest {

    static final Tenant ACME = tenant("acme", "Acme Inc.");
    static final Tenant GLOBEX = tenant("globex", "Globex");

    @Autowired
    private SecurityContextHolderStrategy strategy;

    /** Each Spring context of this JVM sets its own for all; the one of these tests may not be the newest. */
    @Override
    @BeforeEach
    protected void initVaadinEnvironment() {
        SecurityContextHolder.setContextHolderStrategy(strategy);
        super.initVaadinEnvironment();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class})
    @Import(PortalConfiguration.class)
    static class Pages {

        @Bean
        Memberships memberships() {
            return person -> person.getName().equals("loner") ? List.of() : List.of(ACME, GLOBEX);
        }
    }

    private static Tenant tenant(String slug, String name) {
        return new Tenant(TenantId.next(), new Slug(slug), name, Currency.getInstance("USD"), ProjectId.next());
    }
}
