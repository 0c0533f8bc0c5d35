package dev.atrium;

import dev.atrium.audit.AuditControl;
import dev.atrium.cluster.ClusterControl;
import dev.atrium.identity.IdentityControl;
import dev.atrium.identity.SignInAddress;
import dev.atrium.identity.SignedInPerson;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.TenancyControl;
import dev.atrium.testing.TestMySql;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** As much of a portal as a sign-in needs: {@code /me} tells who signed in. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@Import({ClusterControl.class, AuditControl.class, IdentityControl.class, TenancyControl.class})
class SmallPortal {

    static final String SIGN_OUT = "/sign-out";

    /** @param registration whether it lets in whom nobody expects */
    static ConfigurableApplicationContext start(
            Path home, String keycloakUrl, Path clientSecretFile, boolean registration) {
        var mysql = TestMySql.settings();
        return new SpringApplicationBuilder(SmallPortal.class, EveryRole.class)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--atrium.home=" + home,
                        "--atrium.keycloak.url=" + keycloakUrl,
                        "--atrium.keycloak.client-secret-file=" + clientSecretFile,
                        "--atrium.keycloak.registration=" + registration,
                        "--atrium.mysql.url=" + mysql.url(),
                        "--atrium.mysql.application.user=" + mysql.application().user(),
                        "--atrium.mysql.application.password-file="
                                + mysql.application().passwordFile(),
                        "--atrium.mysql.migrator.user=" + mysql.migrator().user(),
                        "--atrium.mysql.migrator.password-file="
                                + mysql.migrator().passwordFile());
    }

    static String address(ConfigurableApplicationContext portal) {
        return "http://127.0.0.1:" + portal.getEnvironment().getProperty("local.server.port");
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, ClientRegistrationRepository registrations) {
        var afterwards = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        afterwards.setPostLogoutRedirectUri("{baseUrl}");
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", SignInAddress.PAGE)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage("/oauth2/authorization/atrium")
                        .failureHandler((_, response, failure) -> tell(response, failure)))
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(SIGN_OUT))
                        .logoutSuccessHandler(afterwards))
                .build();
    }

    private static void tell(HttpServletResponse response, AuthenticationException failure) throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        var code = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : failure.getClass().getSimpleName();
        response.getWriter().print(code);
    }

    /** Tells who signed in, and where they belong. A bean because it is a member of a configuration. */
    @RestController
    static class Me {

        private final Members members;

        Me(Members members) {
            this.members = members;
        }

        @GetMapping("/me")
        String me(@AuthenticationPrincipal SignedInPerson person) {
            var places = members.of(person.id()).stream()
                    .map(place -> "%s:%s:%s"
                            .formatted(
                                    place.tenant().slug(),
                                    place.role().text(),
                                    place.tenant().currency()))
                    .toList();
            return "%s %s %s".formatted(person.id(), person.displayName(), String.join(",", places));
        }

        @GetMapping(SignInAddress.PAGE)
        ResponseEntity<String> signIn(@RequestParam(SignInAddress.FAILED) Optional<String> failed) {
            return failed.map(failure -> ResponseEntity.status(HttpStatus.GONE).body(failure))
                    .orElseGet(() -> ResponseEntity.status(HttpStatus.FOUND)
                            .location(URI.create("/oauth2/authorization/atrium"))
                            .build());
        }

        @GetMapping("/")
        String bye() {
            return "bye";
        }
    }
}
