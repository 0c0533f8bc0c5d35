package dev.atrium.portal;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;

/** Looks at pages in light and dark, from desktop to phone and magnified, and collects what is wrong with them. */
final class PageCheck {

    /** 640 and 320 are windows of 1280 magnified twice and four times. */
    private static final List<Integer> WIDTHS = List.of(1_280, 640, 390, 320);

    private static final List<Integer> READ = List.of(1_280, 390);
    private static final int HEIGHT = 800;

    /** Pixels that a reader would have to scroll sideways, and what reaches furthest. */
    private static final String SIDEWAYS = """
            () => {
                const content = document.getElementById('content') ?? document.documentElement;
                const more = Math.max(document.documentElement.scrollWidth, content.scrollWidth) - innerWidth;
                const widest = [...content.querySelectorAll('*')].sort((one, other) =>
                    other.getBoundingClientRect().right - one.getBoundingClientRect().right)[0];
                return more > 0 ? more + ' px: ' + widest?.tagName + '.' + widest?.className : '';
            }""";

    private static final String SETTLED = """
            () => document.fonts.ready.then(() => new Promise(done =>
                requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))""";

    private final List<String> found = new ArrayList<>();

    /** Looks at a page as it stands. */
    void look(Page page, String name) {
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            page.evaluate(SETTLED);
            var sideways = page.evaluate(SIDEWAYS);
            if (!sideways.equals("")) {
                found.add("%s at %d px scrolls sideways: %s".formatted(name, width, sideways));
            }
            if (READ.contains(width)) {
                read(page, name, ColorScheme.DARK);
                read(page, name, ColorScheme.LIGHT);
            }
        }
        page.setViewportSize(WIDTHS.getFirst(), HEIGHT);
    }

    /** Empty where nothing is wrong. */
    List<String> found() {
        return List.copyOf(found);
    }

    private void read(Page page, String name, ColorScheme scheme) {
        show(page, scheme);
        var place = "%s at %d px, %s: ".formatted(name, page.viewportSize().width, scheme);
        Axe.serious(page).forEach(obstacle -> found.add(place + obstacle));
    }

    private static void show(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        page.evaluate(SETTLED);
    }
}
