package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.TestMySql;
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
            "com.vaadin");

    @TempDir
    private Path home;

    @Test
    void gatewayHoldsNoBeanOfThePortal() {
        try (var roles = start("gateway")) {
            assertThat(trespassers(roles.newest())).isEmpty();
        }
    }

    @Test
    void workerHoldsNoBeanOfThePortalAndNoDatabase() {
        try (var roles = start("worker")) {
            assertThat(trespassers(roles.newest())).isEmpty();
            assertThat(roles.newest().getBeansOfType(javax.sql.DataSource.class))
                    .isEmpty();
        }
    }

    @Test
    void portalAndGatewayShareOneProcess() {
        try (var roles = start("portal,gateway")) {
            assertThat(roles.newest().getId()).isEqualTo("atrium-gateway");
        }
    }

    private RunningRoles start(String roles) {
        var mysql = TestMySql.settings();
        return RunningRoles.start(
                "--atrium.roles=" + roles,
                "--atrium.home=" + home,
                "--atrium.portal.port=0",
                "--atrium.management.port=0",
                "--atrium.mysql.url=" + mysql.url(),
                "--atrium.mysql.application.user=" + mysql.application().user(),
                "--atrium.mysql.application.password-file="
                        + mysql.application().passwordFile(),
                "--atrium.mysql.migrator.user=" + mysql.migrator().user(),
                "--atrium.mysql.migrator.password-file=" + mysql.migrator().passwordFile());
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
