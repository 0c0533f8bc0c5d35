package dev.atrium.identity;

import dev.atrium.audit.AuditLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** The portal's half, the only one: people, and what Spring Security's {@code oauth2Login} takes from the context. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeycloakSettings.class)
public class IdentityControl {

    private static final int AFTER_THE_FIRST_FILTERS = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    People people(
            JdbcClient db,
            AuditLog audit,
            ApplicationEventPublisher events,
            KeycloakSettings keycloak,
            ObjectProvider<Newcomers> newcomers,
            Operators operators,
            OperatorLinks links,
            Clock clock) {
        var registration = new Registration(keycloak.registration(), newcomers::orderedStream);
        return new JdbcPeople(db, audit, events, registration, new OperatorAdmission(operators, links), clock);
    }

    @Bean
    Operators operators(JdbcClient db, AuditLog audit, OperatorLinks links, Clock clock) {
        return new JdbcOperators(db, audit, links, clock);
    }

    @Bean
    OperatorLinks operatorLinks(JdbcClient db, AuditLog audit, Clock clock) {
        return new OperatorLinks(db, audit, clock);
    }

    /** Before Spring Security: who comes by a link is nobody yet. */
    @Bean
    FilterRegistrationBean<OperatorLinkFilter> operatorLinkFilter(OperatorLinks links) {
        var registration = new FilterRegistrationBean<>(new OperatorLinkFilter(links));
        registration.addUrlPatterns(OperatorLinkFilter.PATH);
        registration.setOrder(AFTER_THE_FIRST_FILTERS);
        return registration;
    }

    @Bean
    ClientRegistrationRepository clientRegistrations(
            KeycloakSettings keycloak,
            @Value("${atrium.home}") Path home,
            @Value("${atrium.portal.public-url:{baseUrl}}") String portal) {
        var secret = Objects.requireNonNullElse(keycloak.clientSecretFile(), home.resolve("secrets/keycloak-client"));
        return new KeycloakClient(keycloak, secret, portal.replaceAll("/+$", ""));
    }

    @Bean
    OAuth2UserService<OidcUserRequest, OidcUser> personOfToken(People people) {
        return new PersonOfToken(people);
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokenCalls() {
        return KeycloakCalls.tokens();
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> tokenDecoders() {
        return KeycloakCalls.decoders();
    }

    @Bean
    OAuth2AuthorizedClientRepository noTokensKept() {
        return new NoTokensKept();
    }
}
