package dev.atrium.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.audit.AuditControl;
import dev.atrium.cluster.ClusterControl;
import dev.atrium.identity.IdentityControl;
import dev.atrium.keys.KeysControl;
import dev.atrium.pool.PoolControl;
import dev.atrium.pricing.PricingControl;
import dev.atrium.registry.RegistryControl;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.Uuids;
import dev.atrium.storage.StorageControl;
import dev.atrium.tenancy.TenancyControl;
import dev.atrium.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The doors of the portal on the test database, without its HTTP and without its lead: what a leader does again and
 * again happens when a test says so, at the time of the test's clock.
 */
public final class ControlContext implements AutoCloseable {

    /** Who does things in tests. */
    public static final Actor OPERATOR = new Actor.LocalOperator();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /**
     * @param home a folder of this test alone
     * @param more further settings, as {@code atrium.keycloak.registration=true}
     */
    public ControlContext(Path home, Clock clock, String... more) {
        var mysql = TestMySql.settings();
        Map<String, Object> properties = Map.of(
                "atrium.home", home.toString(),
                "atrium.mysql.url", mysql.url(),
                "atrium.mysql.application.user", mysql.application().user(),
                "atrium.mysql.application.password-file",
                        String.valueOf(mysql.application().passwordFile()),
                "atrium.mysql.migrator.user", mysql.migrator().user(),
                "atrium.mysql.migrator.password-file",
                        String.valueOf(mysql.migrator().passwordFile()));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        TestPropertyValues.of(more).applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "more");
        // Registered first, it wins over the portal's own; it is migrated already, and outlives this context.
        context.registerBean(
                "dataSource", HikariDataSource.class, TestMySql::source, bean -> bean.setDestroyMethodName(""));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(WithoutLead.class);
        context.register(
                ClusterControl.class,
                AuditControl.class,
                IdentityControl.class,
                TenancyControl.class,
                KeysControl.class,
                PricingControl.class,
                StorageControl.class,
                RegistryControl.class,
                PoolControl.class);
        context.refresh();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A fresh organization, of this test alone. */
    public TenantId tenant(String name) {
        var slug = new Slug(name + "-" + Uuids.toHex(Uuids.next()).substring(0, 24));
        return bean(Tenants.class)
                .create(OPERATOR, slug, name, Currency.getInstance("USD"))
                .id();
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class WithoutLead implements BeanDefinitionRegistryPostProcessor {

        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            registry.removeBeanDefinition("leader");
            registry.removeBeanDefinition("processReporting");
        }
    }
}
