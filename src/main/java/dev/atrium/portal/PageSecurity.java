package dev.atrium.portal;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may see pages. Everything is refused that is not allowed by name: views by their annotations, the rest here.
 * What workers, operators and health checks call is none of this chain's business; it proves itself in other ways.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class PageSecurity {

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            VaadinDefaultRequestCache wanted,
            ObjectProvider<ClientRegistrationRepository> registrations)
            throws Exception {
        wanted.setDelegateRequestCache(unmarked());
        http.securityMatcher(pagesOnly());
        http.headers(HeadersConfigurer::disable);
        http.addFilterBefore(new PageHeaders(), SecurityContextHolderFilter.class);
        http.authorizeHttpRequests(
                allow -> allow.requestMatchers(SignInPage.PATH, "/assets/**").permitAll());
        var canSignIn = registrations.getIfAvailable() != null;
        http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> {
            // Unknown addresses get the page that says so; views themselves stay refused without an annotation.
            vaadin.anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated);
            if (canSignIn) {
                vaadin.oauth2LoginPage(SignInPage.PATH, "{baseUrl}");
            }
        });
        if (canSignIn) {
            http.oauth2Login(
                    login -> login.failureHandler((_, response, failure) -> SignInPage.failed(response, failure)));
        } else {
            http.exceptionHandling(handling ->
                    handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(SignInPage.PATH)));
        }
        return http.build();
    }

    /** Keeps the page that was asked for until somebody signed in, without a word of it in the page's address. */
    @SuppressWarnings("NullAway") // null is how Spring Security is told so
    private static HttpSessionRequestCache unmarked() {
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    @Bean
    SignInServer signInServer() {
        return new SignInServer();
    }

    @Bean
    SignInPage signInPage(
            ObjectProvider<ClientRegistrationRepository> registrations, SignInServer server, PlainPage pages) {
        return new SignInPage(Optional.ofNullable(registrations.getIfAvailable()), server, pages);
    }

    /** Written as what is left out, so that a new address is protected unless somebody decides otherwise. */
    private static RequestMatcher pagesOnly() {
        var paths = PathPatternRequestMatcher.withDefaults();
        return new NegatedRequestMatcher(new OrRequestMatcher(
                paths.matcher("/worker/**"),
                paths.matcher("/manage/**"),
                paths.matcher("/metrics"),
                paths.matcher("/healthz"),
                paths.matcher("/readyz")));
    }
}
