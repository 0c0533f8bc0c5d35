package dev.atrium.portal;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds obstacles for readers with tools of their own, in a page as it stands. */
final class Axe {

    /**
     * This version of axe takes what in Vaadin's grid, tabs and menus only scrolls, holds slots or separates for children
     * of their roles.
     */
    private static final String SERIOUS = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
                .map(found => ({...found, nodes: found.nodes.filter(node => found.id !== 'aria-required-children'
                    || !/#table$|^vaadin-tabs|^vaadin-context-menu-list-box/.test(node.target))}))
                .filter(found => ['serious', 'critical'].includes(found.impact))
                .filter(found => found.nodes.length > 0)
                .map(found => found.id + ': ' + found.nodes.map(node => node.target.join(' ') + ' (' + node.failureSummary + ')').join(', '))""";

    private Axe() {}

    /** What is serious or critical, each with its rule and its places. */
    static List<String> serious(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(program());
        }
        return ((List<?>) page.evaluate(SERIOUS)).stream().map(Object::toString).toList();
    }

    private static String program() {
        try {
            return new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js")[0].getContentAsString(
                            StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
