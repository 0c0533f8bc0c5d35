package dev.atrium.portal.kit;

import com.vaadin.flow.component.UI;

/** What the reader looks at. */
public final class Screen {

    private static final int NARROW_PIXELS = 640;

    private Screen() {}

    /** Whether a table has room for what matters most only, as on a phone. False until the browser has told its size. */
    public static boolean isNarrow() {
        var details = UI.getCurrent().getInternals().getExtendedClientDetails();
        return details != null && details.getWindowInnerWidth() > 0 && details.getWindowInnerWidth() < NARROW_PIXELS;
    }
}
