package dev.atrium.portal;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;

/** One reader, whose page goes from place to place and is photographed there. */
final class Pictures {

    static final Path FOLDER = Path.of("target/screenshots");

    private static final double SETTLED_MILLIS = 250;

    private final Page page;
    private final Chromium.Look look;

    Pictures(Page page, Chromium.Look look) {
        this.page = page;
        this.look = look;
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    }

    Page page() {
        return page;
    }

    /** @param path within the portal */
    Pictures go(String path) {
        page.navigate(page.url().replaceFirst("(https?://[^/]+).*", "$1") + path);
        page.waitForSelector("h1");
        return this;
    }

    /** Waits until something is there. */
    Pictures see(String what) {
        page.waitForSelector(what);
        return this;
    }

    Pictures click(String what) {
        page.click(what);
        return this;
    }

    /** What the window shows. */
    Pictures take(String name) {
        page.evaluate("() => document.fonts.ready.then(() => true)");
        page.waitForTimeout(SETTLED_MILLIS);
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-" + look.fileName() + ".png")));
        return this;
    }

    /** All of the page: a shell that scrolls inside gets a window as high as its content. */
    Pictures takeWhole(String name) {
        page.waitForTimeout(SETTLED_MILLIS);
        var height = (Number) page.evaluate("() => Math.max(document.documentElement.scrollHeight,"
                + " (document.getElementById('content')?.scrollHeight ?? 0) + 80)");
        page.setViewportSize(look.width(), Math.max(look.height(), height.intValue()));
        take(name);
        page.setViewportSize(look.width(), look.height());
        return this;
    }
}
