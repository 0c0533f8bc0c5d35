package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Somebody who has no mouse. */
final class Keyboard {

    private static final int TABS_MOST = 60;

    /** Somewhere from what has the focus outwards, something is drawn around it, or it is a place to write. */
    private static final String IS_VISIBLE = """
            () => {
                let element = document.activeElement;
                while (element.shadowRoot?.activeElement) {
                    element = element.shadowRoot.activeElement;
                }
                for (let step = 0; element && step < 5; step++) {
                    const parts = [element, ...(element.shadowRoot?.querySelectorAll('[part]') ?? [])];
                    const styles = parts.flatMap(part => [null, '::before', '::after']
                            .map(pseudo => getComputedStyle(part, pseudo)));
                    if (styles.some(style =>
                            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)) {
                        return true;
                    }
                    element = element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
                }
                return false;
            }""";

    private Keyboard() {}

    /** Presses Tab until something has the focus. */
    static void tabTo(Page page, String what) {
        for (int pressed = 0; pressed < TABS_MOST; pressed++) {
            if (Boolean.TRUE.equals(page.evaluate("what => document.activeElement.matches(what)", what))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("%s: not among %d tab stops".formatted(what, TABS_MOST));
    }

    /** The reader sees where they are. */
    static void assertFocusIsVisible(Page page) {
        assertThat(page.evaluate(IS_VISIBLE))
                .as("%s", page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)"))
                .isEqualTo(true);
    }
}
