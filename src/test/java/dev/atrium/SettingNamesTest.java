package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingNamesTest {

    @Test
    void namesTheVariableThatNobodyKnows() {
        assertThatExceptionOfType(StartFailure.InvalidSetting.class)
                .isThrownBy(() -> SettingNames.refuseUnknown(variables(Map.of("ATRIUM_PORTAL_PROT", "7400"))))
                .withMessage("There is no setting ATRIUM_PORTAL_PROT. Correct its name, or remove it.");
    }

    @Test
    void namesEveryPropertyThatNobodyKnows() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("args", Map.of("atrium.prtal.port", "1", "atrium.hom", "/tmp")));

        assertThatExceptionOfType(StartFailure.InvalidSetting.class)
                .isThrownBy(() -> SettingNames.refuseUnknown(environment))
                .withMessage("There is no setting atrium.hom and no setting atrium.prtal.port."
                        + " Correct its name, or remove it.");
    }

    @Test
    void knowsEverySpelling() {
        assertThatNoException()
                .isThrownBy(() -> SettingNames.refuseUnknown(variables(Map.of(
                        "ATRIUM_MYSQL_APPLICATION_PASSWORD_FILE", "/x",
                        "ATRIUM_MYSQL_MIGRATOR_PASSWORDFILE", "/x",
                        "ATRIUM_ROLES_0", "portal",
                        "ATRIUM_HOME", "/x",
                        "ATRIUM_DEMO_ENABLED", "true"))));
    }

    @Test
    void leavesTheVariablesOfOthersAlone() {
        assertThatNoException()
                .isThrownBy(() -> SettingNames.refuseUnknown(variables(Map.of("ATRIUMX", "1", "PATH", "/bin"))));
    }

    @Test
    void readsVariablesWithUnderscoresWithinNames() {
        var environment = variables(Map.of("ATRIUM_CLUSTER_PORTAL_CONNECTIONS", "7"));

        assertThat(Binder.get(environment)
                        .bind("atrium.cluster.portal-connections", Integer.class)
                        .get())
                .isEqualTo(7);
    }

    private static StandardEnvironment variables(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }
}
