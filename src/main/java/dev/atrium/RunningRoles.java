package dev.atrium;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The contexts of one process, siblings that share nothing. */
final class RunningRoles implements AutoCloseable {

    /** Newest first, as they stop: a gateway finishes its requests before its portal goes. */
    private final Deque<ConfigurableApplicationContext> contexts = new ArrayDeque<>();

    private RunningRoles() {}

    /**
     * Starts the roles that the environment and {@code args} ask for.
     *
     * @throws RuntimeException if one cannot start; those before it are stopped again
     */
    static RunningRoles start(String... args) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        SettingNames.refuseUnknown(environment);
        var settings = Binder.get(environment).bindOrCreate("atrium", ProcessSettings.class);
        settings.roles().forEach(role -> SettingNames.check(role, environment));
        var running = new RunningRoles();
        try {
            settings.roles().forEach(role -> running.contexts.push(run(role, settings, args)));
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    ConfigurableApplicationContext newest() {
        return contexts.getFirst();
    }

    @Override
    public void close() {
        while (!contexts.isEmpty()) {
            contexts.pop().close();
        }
    }

    private static ConfigurableApplicationContext run(Role role, ProcessSettings settings, String... args) {
        return new SpringApplicationBuilder(role.configuration())
                .web(role.type())
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "spring.application.name",
                        "atrium-" + role.name().toLowerCase(Locale.ROOT),
                        "logging.structured.format.console",
                        settings.logs() == ProcessSettings.LogFormat.JSON ? "logstash" : ""))
                .initializers(context -> makeHomeAbsolute(context.getEnvironment(), settings))
                .run(args);
    }

    /** A relative folder would mean another one to a part that resolves it otherwise. */
    private static void makeHomeAbsolute(ConfigurableEnvironment environment, ProcessSettings settings) {
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource("absolute-home", Map.of("atrium.home", String.valueOf(settings.home()))));
    }
}
