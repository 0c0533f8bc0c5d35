package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.unit.DataSize;

class KnownVariablesTest {

    /** Read by the launcher alone. */
    private static final Map<String, Kind> OF_LAUNCHER = Map.of(
            "ATRIUM_MYSQL_PORT", Kind.PORT,
            "ATRIUM_KEYCLOAK_PORT", Kind.PORT,
            "ATRIUM_KEYCLOAK_MANAGEMENT_PORT", Kind.PORT);

    @Test
    void holdThoseOfAllSettingsRecordsAndTheLaunchersOwn() throws Exception {
        Map<String, Kind> expected = new TreeMap<>(OF_LAUNCHER);
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scanner.findCandidateComponents("dev.atrium")) {
            Class<?> settings = Class.forName(found.getBeanClassName());
            collect(settings.getAnnotation(ConfigurationProperties.class).value(), settings, expected);
        }

        assertThat(KnownVariables.kinds()).containsAllEntriesOf(expected);
    }

    private static void collect(String prefix, Class<?> settings, Map<String, Kind> kinds) {
        for (RecordComponent component : settings.getRecordComponents()) {
            String key = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1");
            if (component.getType().isRecord()) {
                collect(key, component.getType(), kinds);
            } else {
                String name = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
                kinds.put(name, kind(name, component.getType()));
            }
        }
    }

    private static Kind kind(String name, Class<?> type) {
        if (name.equals("ATRIUM_MYSQL_URL")) {
            return Kind.JDBC;
        } else if (name.endsWith("_PORT")) {
            return Kind.PORT;
        } else if (type == int.class || type == long.class) {
            return Kind.NUMBER;
        } else if (type == boolean.class) {
            return Kind.FLAG;
        } else if (type == Duration.class) {
            return Kind.DURATION;
        } else if (type == DataSize.class) {
            return Kind.SIZE;
        } else if (type == Path.class) {
            return Kind.PATH;
        }
        return type == URI.class ? Kind.URL : Kind.TEXT;
    }
}
