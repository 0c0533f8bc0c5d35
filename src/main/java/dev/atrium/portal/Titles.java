package dev.atrium.portal;

import com.vaadin.flow.component.Component;

/** What browser tabs are called. */
public final class Titles {

    private Titles() {}

    /** {@code API keys · Atrium}. */
    public static String of(Component page, String key) {
        return page.getTranslation(key) + " · " + page.getTranslation("product");
    }
}
