package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.atrium.portal.home.OrganizationHomeView;
import dev.atrium.tenancy.Tenant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;

/** What surrounds the pages. */
@WithMockUser(username = "ada")
class ShellTest extends PortalTest {

    @Autowired
    private Navigation navigation;

    @Test
    void theStartLeadsToTheFirstOrganization() {
        UI.getCurrent().navigate("");

        assertThat(path()).isEqualTo("o/acme");
        assertThat(heading()).isEqualTo("Welcome to Acme Inc.");
        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("Home · Atrium");
    }

    @Test
    @WithMockUser(username = "loner")
    void whoBelongsToNoOrganizationIsToldWhatToDo() {
        UI.getCurrent().navigate("");

        assertThat(path()).isEmpty();
        assertThat(find(com.vaadin.flow.component.html.Paragraph.class).all())
                .anyMatch(text ->
                        text.getText().equals("You belong to no organization yet. Ask an owner to invite you."));
        assertThat(switcher().isVisible()).isFalse();
    }

    @Test
    void theSwitcherChangesTheOrganizationInTheAddress() {
        UI.getCurrent().navigate("o/acme");
        assertThat(switcher().getValue()).isEqualTo(ACME);

        test(switcher()).selectItem("Globex");

        assertThat(path()).isEqualTo("o/globex");
        assertThat(heading()).isEqualTo("Welcome to Globex");
        assertThat(switcher().getValue()).isEqualTo(GLOBEX);
    }

    @Test
    void foreignAndUnknownOrganizationsAreTheSame() {
        UI.getCurrent().navigate("o/initech");

        assertThat(heading()).isEqualTo("There is nothing here");
        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("There is nothing here · Atrium");
    }

    @Test
    void unknownAddressesSaySo() {
        UI.getCurrent().navigate("there/is/nothing");

        assertThat(heading()).isEqualTo("There is nothing here");
    }

    @Test
    void theNavigationShowsWhatExistsForTheOrganization() {
        UI.getCurrent().navigate("o/globex");

        assertThat(find(SideNavItem.class).all())
                .extracting(item -> item.getLabel() + " " + item.getPath())
                .startsWith("Home o/globex")
                .contains("API keys o/globex/keys", "Models o/globex/models", "Playground o/globex/playground")
                .allMatch(place -> place.contains(" o/globex"));
        assertThat(find(SideNav.class).single().getElement().getAttribute("aria-label"))
                .isEqualTo("Main navigation");
        assertThat(navigation.items(Optional.empty())).isEmpty();
    }

    @Test
    @WithAnonymousUser
    void theNavigationOfStrangersIsEmpty() {
        assertThat(navigation.items(Optional.of("acme"))).isEmpty();
    }

    @Test
    void theSkipLinkLeadsToTheOneMain() {
        UI.getCurrent().navigate("o/acme");

        var main = find(Main.class).single();
        assertThat(main.getId()).contains("content");
        assertThat(main.getElement().getAttribute("tabindex")).isEqualTo("-1");
        assertThat(find(Anchor.class).withClassName("skip-link").single().getText())
                .isEqualTo("Skip to content");
    }

    @Test
    void thePaletteGoesToAPage() {
        UI.getCurrent().navigate("o/globex");
        var palette = new CommandPalette(navigation, java.util.List.of(), Optional.of("acme"));
        palette.open();

        assertThat(test(palette.field).getSuggestionItems()).startsWith(new Destination("Home", "o/acme"));
        test(palette.field).selectItem("Home");

        assertThat(path()).isEqualTo("o/acme");
        assertThat(palette.isOpened()).isFalse();
    }

    @Test
    void pagesSpeakChinese() {
        UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);
        UI.getCurrent()
                .navigate(
                        OrganizationHomeView.class, new com.vaadin.flow.router.RouteParameters("organization", "acme"));

        assertThat(heading()).isEqualTo("欢迎来到 Acme Inc.");
    }

    @Test
    void systemTextsAreInTheLanguageOfTheReader() {
        var texts = new SystemTexts(new Bundles());

        assertThat(texts.in(Locale.SIMPLIFIED_CHINESE).getSessionExpiredCaption())
                .isEqualTo("会话已结束");
        assertThat(texts.in(Locale.ENGLISH).getSessionExpiredMessage())
                .isEqualTo("You were away for a while. What you typed is kept in this tab: click here or press Esc and "
                        + "sign in again, and it stands where you typed it.");
        assertThat(UI.getCurrent().getReconnectDialogConfiguration().getDialogText())
                .isEqualTo("The connection is lost. Trying again…");
    }

    private static String path() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }

    private String heading() {
        return find(H1.class).single().getText();
    }

    private Select<Tenant> switcher() {
        return ((MainLayout) UI.getCurrent().getChildren().findFirst().orElseThrow()).switcher.getContent();
    }
}
