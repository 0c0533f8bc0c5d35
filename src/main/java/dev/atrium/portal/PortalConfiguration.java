package dev.atrium.portal;

import com.vaadin.flow.server.auth.AccessAnnotationChecker;
import com.vaadin.flow.spring.SpringBootAutoConfiguration;
import com.vaadin.flow.spring.SpringSecurityAutoConfiguration;
import com.vaadin.flow.spring.VaadinScopesConfig;
import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.atrium.cluster.Processes;
import dev.atrium.portal.kit.Live;
import dev.atrium.tenancy.Members;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of the portal: Vaadin, who may see them, their texts. */
@Configuration(proxyBeanMethods = false)
@EnableVaadin("dev.atrium.portal")
@ImportAutoConfiguration({
    SpringBootAutoConfiguration.class,
    SpringSecurityAutoConfiguration.class,
    VaadinScopesConfig.class,
    SecurityFilterAutoConfiguration.class
})
@EnableConfigurationProperties(PageSettings.class)
@Import(PageSecurity.class)
public class PortalConfiguration {

    @Bean
    Bundles bundles() {
        return new Bundles();
    }

    @Bean
    PlainPage plainPage(Bundles texts) {
        return new PlainPage(texts);
    }

    @Bean
    PageStart pageStart(PageSettings settings, Bundles texts) {
        return new PageStart(settings, new SystemTexts(texts));
    }

    @Bean
    Navigation navigation(AccessAnnotationChecker access) {
        return new Navigation(access);
    }

    @Bean
    Live live() {
        return new Live();
    }

    @Bean
    Viewer viewer(
            AuthenticationContext session, ObjectProvider<Memberships> memberships, ObjectProvider<Members> members) {
        return new SessionViewer(
                session, memberships.getIfAvailable(() -> new TenancyMemberships(members.getObject())));
    }

    @Bean
    GatewayAddress gatewayAddress(PageSettings settings, ObjectProvider<Processes> processes) {
        return new GatewayAddress(settings, processes);
    }
}
