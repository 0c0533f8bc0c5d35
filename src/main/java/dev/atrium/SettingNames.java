package dev.atrium;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The names of all settings, of every role. A name that nobody knows is refused, because a setting with a typing
 * error would otherwise silently keep its default.
 */
final class SettingNames {

    private static final String PREFIX = "atrium";

    /** Variables of the command {@code ./atrium} and of callers in the same terminal, which processes inherit. */
    private static final Set<String> OF_OTHERS =
            Set.of("atriummysqlport", "atriumkeycloakport", "atriumkeycloakmanagementport", "atriumapikey");

    private SettingNames() {}

    /** @throws StartFailure.InvalidSetting naming each setting that is not known */
    static void refuseUnknown(ConfigurableEnvironment environment) {
        var known = known();
        var unknown = new TreeSet<String>();
        environment.getPropertySources().stream()
                .flatMap(source -> source instanceof EnumerablePropertySource<?> some
                        ? Stream.of(some.getPropertyNames())
                        : Stream.empty())
                .filter(name -> isOurs(name) && !isKnown(known, name))
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new StartFailure.InvalidSetting("There is no setting %s. Correct its name, or remove it."
                    .formatted(String.join(" and no setting ", unknown)));
        }
    }

    /**
     * Reads all settings of a role, so that a wrong one is named before anything starts.
     *
     * @throws org.springframework.boot.context.properties.bind.BindException for the first that is wrong
     */
    static void check(Role role, ConfigurableEnvironment environment) {
        var binder = Binder.get(environment);
        types(role).forEach(type -> binder.bindOrCreate(prefixOf(type), type));
    }

    /** Every name in its bare form, see {@link #bare}. */
    static Set<String> known() {
        var known = new HashSet<String>(OF_OTHERS);
        for (var role : Role.values()) {
            types(role).forEach(type -> addComponents(prefixOf(type), type, known));
        }
        return known;
    }

    private static Set<Class<?>> types(Role role) {
        var types = new LinkedHashSet<Class<?>>();
        collect(role.configuration(), types, new HashSet<>());
        return types;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("ATRIUM_") || name.startsWith(PREFIX + ".");
    }

    /** Elements of lists stand behind their list's name: {@code ATRIUM_ROLES_0}. */
    private static boolean isKnown(Set<String> known, String name) {
        return known.contains(bare(name)) || known.contains(bare(name).replaceAll("[0-9]+$", ""));
    }

    private static void collect(Class<?> configuration, Set<Class<?>> types, Set<Class<?>> seen) {
        if (!seen.add(configuration)) {
            return;
        }
        var settings = AnnotatedElementUtils.findMergedAnnotation(configuration, EnableConfigurationProperties.class);
        if (settings != null) {
            types.addAll(List.of(settings.value()));
        }
        var imports = configuration.getAnnotation(Import.class);
        if (imports != null) {
            List.of(imports.value()).forEach(imported -> collect(imported, types, seen));
        }
    }

    private static String prefixOf(Class<?> type) {
        var properties = type.getAnnotation(ConfigurationProperties.class);
        return properties == null ? "" : properties.value();
    }

    private static void addComponents(String prefix, Class<?> type, Set<String> names) {
        for (var component : type.getRecordComponents()) {
            var name = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                addComponents(name, component.getType(), names);
            } else {
                names.add(bare(name));
            }
        }
    }

    /** Lower case without separators, as environment variables and properties spell the same name differently. */
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._\\-\\[\\]]", "");
    }
}
