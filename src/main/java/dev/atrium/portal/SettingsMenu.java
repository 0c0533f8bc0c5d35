package dev.atrium.portal;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.ContextMenuPosition;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Language, appearance, keys and the session. Language and appearance are remembered in the browser. */
final class SettingsMenu extends Composite<Button> {

    private static final List<String> SCHEMES = List.of("system", "light", "dark");

    private final Map<String, MenuItem> schemes = new LinkedHashMap<>();

    SettingsMenu(Viewer viewer) {
        var button = getContent();
        button.setIcon(VaadinIcon.USER.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("shell.settings"));
        var menu = menuOf(button);
        viewer.name().ifPresent(name -> addName(menu, name));
        addLanguages(menu.addItem(getTranslation("shell.language")).getSubMenu());
        addSchemes(menu.addItem(getTranslation("shell.appearance")).getSubMenu());
        menu.addItem(getTranslation("shell.shortcuts"), _ -> new ShortcutsDialog().open());
        menu.addSeparator();
        if (viewer.name().isPresent()) {
            menu.addItem(getTranslation("shell.sign-out"), _ -> viewer.signOut());
        } else {
            menu.addItem(
                    getTranslation("shell.sign-in"),
                    _ -> UI.getCurrent().getPage().setLocation(SignInPage.PATH.substring(1)));
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement().executeJs("return window.atrium.scheme()").then(String.class, this::check);
    }

    private static ContextMenu menuOf(Button button) {
        var menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        menu.setPosition(ContextMenuPosition.BOTTOM_END);
        menu.addClassName("settings-menu");
        button.getElement().setAttribute("aria-haspopup", "menu").setAttribute("aria-expanded", "false");
        menu.addOpenedChangeListener(
                change -> button.getElement().setAttribute("aria-expanded", String.valueOf(change.isOpened())));
        return menu;
    }

    private static void addName(ContextMenu menu, String name) {
        var line = new Span(name);
        line.addClassName("settings-name");
        menu.addComponent(line);
        menu.addSeparator();
    }

    private void addLanguages(SubMenu menu) {
        for (var language : Bundles.LANGUAGES) {
            var item = menu.addItem(getTranslation(language, "language.name"), _ -> remember(language));
            item.setCheckable(true);
            item.setChecked(language.getLanguage().equals(getLocale().getLanguage()));
            item.getElement().setAttribute("lang", language.toLanguageTag());
        }
    }

    private void addSchemes(SubMenu menu) {
        for (var scheme : SCHEMES) {
            var item = menu.addItem(getTranslation("shell.appearance-" + scheme), _ -> {
                getElement().executeJs("window.atrium.setScheme($0)", scheme);
                check(scheme);
            });
            item.setCheckable(true);
            schemes.put(scheme, item);
        }
    }

    private void check(String scheme) {
        schemes.forEach((name, item) -> item.setChecked(name.equals(scheme)));
    }

    /** The page is loaded anew: its texts are in the old language. */
    private void remember(Locale language) {
        getElement().executeJs("window.atrium.remember($0, $1)", ReaderLanguage.COOKIE, language.toLanguageTag());
    }
}
