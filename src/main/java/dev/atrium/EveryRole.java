package dev.atrium;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** What each role has. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessSettings.class)
class EveryRole {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    /** Must be there before the first bean; a web server makes some of them early. A missing value is an error. */
    @Bean
    static PropertySourcesPlaceholderConfigurer placeholders() {
        return new PropertySourcesPlaceholderConfigurer();
    }

    /** Ticks as MySQL stores, so that what is read equals what was written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }

    @Bean
    JsonMapper jsonMapper() {
        return JsonMapper.builder().build();
    }

    @Bean(destroyMethod = "close")
    JvmGcMetrics garbageCollectionMetrics() {
        return new JvmGcMetrics();
    }

    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry meterRegistry(JvmGcMetrics garbageCollection) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List.of(
                        garbageCollection,
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(metrics -> metrics.bindTo(registry));
        return registry;
    }
}
