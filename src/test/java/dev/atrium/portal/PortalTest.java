package dev.atrium.portal;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import dev.atrium.pool.Replica;
import dev.atrium.pool.Replicas;
import dev.atrium.portal.home.Calls;
import dev.atrium.portal.home.News;
import dev.atrium.portal.home.Readers;
import dev.atrium.portal.home.Today;
import dev.atrium.portal.keys.Revocations;
import dev.atrium.portal.kit.Live;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Membership;
import dev.atrium.tenancy.Tenant;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Pages without a browser and without a database. Ada belongs to Acme, which she owns, and to Globex; whoever is called
 * "loner" belongs nowhere. What a page asks of modules comes from a nested {@code @TestConfiguration}.
 */
@SpringBootTest(classes = PortalTest.Pages.class, properties = "atrium.portal.kit=true")
@ViewPackages(packages = "dev.atrium.portal")
public abstract class PortalTest extends SpringBrowserlessTest {

    public static final Tenant ACME = tenant("acme", "Acme Inc.");
    public static final Tenant GLOBEX = tenant("globex", "Globex");

    /** Whoever is signed in. */
    public static final PersonId ADA = PersonId.next();

    @Autowired
    private SecurityContextHolderStrategy strategy;

    @Autowired
    private OfficeOfTest office;

    /** Each Spring context of this JVM sets its own for all; the one of these tests may not be the newest. */
    @Override
    @BeforeEach
    protected void initVaadinEnvironment() {
        SecurityContextHolder.setContextHolderStrategy(strategy);
        super.initVaadinEnvironment();
    }

    /** Nobody belongs to Acme any more. Pages that are open stay open. */
    protected final void leaveAcme() {
        office.becomeAtAcme(Optional.empty());
    }

    /** Whoever owns Acme develops there from now on. */
    protected final void becomeDeveloper() {
        office.becomeAtAcme(Optional.of(MemberRole.DEVELOPER));
    }

    @AfterEach
    final void ownAcmeAgain() {
        office.becomeAtAcme(Optional.of(MemberRole.OWNER));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class})
    @Import(PortalConfiguration.class)
    static class Pages {

        /** A test that brings doors of its own wins. */
        @Bean
        @Fallback
        OfficeOfTest office() {
            return new OfficeOfTest();
        }

        @Bean
        @Fallback
        Shelf shelfOfPages() {
            return new Shelf();
        }

        @Bean
        KeysOfTest keys(OfficeOfTest office) {
            return new KeysOfTest(office);
        }

        @Bean
        UsageOfTest usage() {
            return new UsageOfTest();
        }

        @Bean
        @Fallback
        Clock clockOfPages() {
            return Clock.systemUTC();
        }

        @Bean
        Revocations revocations(OfficeOfTest office, Live live) {
            return new Revocations(office, office, live);
        }

        @Bean
        Readers readers(OfficeOfTest office, KeysOfTest keys, Clock clock) {
            return new Readers(office, keys, clock);
        }

        @Bean
        Calls calls(Readers readers, UsageOfTest usage, KeysOfTest keys, Clock clock) {
            return new Calls(readers, usage, usage.reports(), keys, (_, _) -> Optional.of("acme/mini@v3"), clock);
        }

        /** Of keys only; {@code NewsTest} has the rest. */
        @Bean
        News news(KeysOfTest keys, Clock clock) {
            var nothing = new Shelf();
            return new News(nothing, nothing, new NoReplicas(), keys, (_, _) -> Optional.empty(), clock);
        }

        @Bean
        Today today(Readers readers, Calls calls, UsageOfTest usage, Clock clock) {
            return new Today(readers, calls, usage.reports(), clock);
        }

        @Bean
        Memberships memberships(OfficeOfTest office) {
            return new OfTest(office);
        }
    }

    private record NoReplicas() implements Replicas {

        @Override
        public List<Replica> of(TenantId tenant) {
            return List.of();
        }

        @Override
        public List<Replica> all() {
            return List.of();
        }
    }

    private record OfTest(OfficeOfTest office) implements Memberships {

        @Override
        public Optional<PersonId> person(Authentication session) {
            return Optional.of(ADA);
        }

        @Override
        public List<Membership> of(Authentication session) {
            return session.getName().equals("loner") ? List.of() : office.of(ADA);
        }
    }

    private static Tenant tenant(String slug, String name) {
        return new Tenant(TenantId.next(), new Slug(slug), name, Currency.getInstance("USD"), ProjectId.next());
    }
}
