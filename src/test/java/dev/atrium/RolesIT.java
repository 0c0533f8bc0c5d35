package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Each role starts in a context of its own, and holds no bean that is none of its business. */
class RolesIT {

    /** Names of packages whose classes only a portal may hold. */
    private static final List<String> OF_PORTAL_ONLY = List.of(
            "jakarta.servlet",
            "org.apache.catalina",
            "org.springframework.web.servlet",
            "org.springframework.boot.tomcat",
            "org.flywaydb",
            "jakarta.persistence",
            "org.hibernate",
            "org.springframework.security",
            "com.vaadin");

    @TempDir
    private Path home;

    @Test
    void gatewayHoldsNoBeanOfThePortal() throws IOException {
        try (var roles = TestRoles.start(home, "gateway")) {
            assertThat(trespassers(roles.context())).isEmpty();
        }
    }

    @Test
    void workerHoldsNoBeanOfThePortalAndNoDatabase() throws IOException {
        try (var roles = TestRoles.start(home, "worker")) {
            assertThat(trespassers(roles.context())).isEmpty();
            assertThat(roles.context().getBeansOfType(javax.sql.DataSource.class))
                    .isEmpty();
        }
    }

    /** Otherwise the two tests above could not fail. */
    @Test
    void portalHoldsWhatTheOthersMustNot() throws IOException {
        try (var roles = TestRoles.start(home, "portal")) {
            assertThat(trespassers(roles.context())).isNotEmpty();
        }
    }

    @Test
    void portalAndGatewayShareOneProcess() throws IOException {
        try (var roles = TestRoles.start(home, "portal,gateway")) {
            assertThat(roles.context().getId()).isEqualTo("atrium-gateway");
            assertThat(roles.context().getParent()).isNull();
        }
    }

    private static List<String> trespassers(ConfigurableApplicationContext context) {
        var factory = context.getBeanFactory();
        return Stream.of(context.getBeanDefinitionNames())
                .map(factory::getType)
                .filter(type -> type != null && isOfPortalOnly(type))
                .map(Class::getName)
                .toList();
    }

    private static boolean isOfPortalOnly(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces()))
                .anyMatch(some -> OF_PORTAL_ONLY.stream().anyMatch(some.getName()::startsWith));
    }
}
