package dev.atrium;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTest {

    private final ApplicationModules modules = ApplicationModules.of("dev.atrium");

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        modules.verify();
    }

    @Test
    void documentsTheModules() {
        new Documenter(modules).writeDocumentation();
    }
}
