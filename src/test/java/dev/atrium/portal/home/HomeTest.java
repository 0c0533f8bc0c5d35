package dev.atrium.portal.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import dev.atrium.keys.KeyRefusal;
import dev.atrium.keys.NewKey;
import dev.atrium.metering.UsageStatus;
import dev.atrium.portal.KeysOfTest;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.UsageOfTest;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.StatTile;
import dev.atrium.shared.Actor;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RequestId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.transaction.CannotCreateTransactionException;

@WithMockUser(username = "ada")
class HomeTest extends PortalTest {

    private static final int OTHERS = 150;

    @Autowired
    private KeysOfTest keys;

    @Autowired
    private UsageOfTest usage;

    @BeforeEach
    void forget() {
        keys.clear();
        usage.clear();
    }

    @Test
    void oneClickMakesAKeyWithACallThatStays() {
        UI.getCurrent().navigate("o/acme");
        makeKey();

        var secret = keys.issued.getFirst().secret().spelled();
        assertThat(keys.issued.getFirst().key().name()).isEqualTo("First key");
        assertThat(keys.issued.getFirst().key().madeBy()).isEqualTo(ADA);
        assertThat(find(CopyField.class).all())
                .extracting(CopyField::value)
                .containsExactly(secret, "curl with " + secret, "curl with $ATRIUM_API_KEY");
        assertThat(words()).contains("Waiting for your first call");
    }

    @Test
    void whyThereIsNoKeyIsSaidAndTheButtonWorksAgain() {
        UI.getCurrent().navigate("o/acme");
        keys.failure = new CannotCreateTransactionException("no connection");
        makeKey();
        assertThat(words()).contains("The key could not be made", "Atrium cannot reach its database now.");
        keys.failure = new ProblemException(Problem.of(404, "no_such_organization", "None of yours."));
        makeKey();
        assertThat(words())
                .contains("You do not belong to this organization any more.")
                .doesNotContain("database");

        keys.failure = null;
        makeKey();

        assertThat(keys.issued).hasSize(1);
        assertThat(words()).doesNotContain("The key could not be made");
    }

    /** Whoever has no team has an organization that is called as they are. */
    @Test
    @WithMockUser(username = "Acme Inc.")
    void thePersonIsGreetedInAnOrganizationOfTheirOwn() {
        UI.getCurrent().navigate("o/acme");

        assertThat(find(H1.class).single().getText()).isEqualTo("Welcome, Acme Inc.");
    }

    @Test
    void theRowTurnsGreenWithoutAReload() {
        UI.getCurrent().navigate("o/acme");
        makeKey();

        usage.add(ACME, keys.issued.getFirst().key().id(), UsageStatus.COMPLETED, null);

        awaitWords("Your first call arrived");
        assertThat(words()).contains("acme/mini@v3 · 7 tokens · 12 ms · $0.00000014");
        assertThat(find(CopyField.class).all()).hasSize(3);
        assertThat(find(ListItem.class).withClassName("done").all()).hasSize(3);
    }

    @Test
    void theRowTurnsRedWithTheReasonAndTheCure() {
        UI.getCurrent().navigate("o/acme");
        makeKey();
        var request = RequestId.next();

        keys.refusal = new KeyRefusal(keys.issued.getFirst().key().id(), request, "model_not_found", Instant.now());

        awaitWords("A call failed at");
        assertThat(words())
                .contains(
                        "No model has that name, or your organization may not call it.",
                        "Compare the name with the page of models",
                        request.text());
        usage.add(ACME, keys.issued.getFirst().key().id(), UsageStatus.COMPLETED, null);
        awaitWords("Your first call arrived");
    }

    @Test
    void afterTheFirstCallHomeTellsOfToday() {
        usage.add(ACME, ApiKeyId.next(), UsageStatus.COMPLETED, null);
        usage.add(ACME, ApiKeyId.next(), UsageStatus.FAILED, "engine_failed");
        usage.add(ACME, ApiKeyId.next(), UsageStatus.REFUSED, "engine_refused");
        UI.getCurrent().navigate("o/acme");

        assertThat(find(H1.class).single().getText()).isEqualTo("Welcome to Acme Inc.");
        assertThat(words()).contains("Spent today", "$0.00000014", "Calls today", "Errors today", "Latest calls");
        assertThat(find(StatTile.class).all())
                .extracting(tile -> tile.getElement().getTextRecursively())
                .anySatisfy(tile -> assertThat(tile).startsWith("Errors today").endsWith("2"));
        assertThat(find(StatTile.class).all()).hasSize(3);
        assertThat(find(CopyField.class).all()).isEmpty();
    }

    /** One call holds 9.2 million units of a currency at most, and a day has many. */
    @Test
    void daysMayCostMoreThanOneCallCan() {
        usage.add(ACME, ApiKeyId.next(), UsageStatus.COMPLETED, null, 9_000_000_000_000_000_000L);
        usage.add(ACME, ApiKeyId.next(), UsageStatus.COMPLETED, null, 9_000_000_000_000_000_000L);
        UI.getCurrent().navigate("o/acme");

        assertThat(words()).contains("$18,000,000.00");
    }

    /** A developer sees neither the organization's money nor others' calls, however many there are. */
    @Test
    void developersBeginAnewWhereOthersCall() {
        othersCallAtGlobex();
        UI.getCurrent().navigate("o/globex");
        assertThat(words()).contains("Your first call is three steps away.").doesNotContain("acme/mini@v3", "today");
        makeKey();

        usage.add(GLOBEX, keys.issued.getFirst().key().id(), UsageStatus.COMPLETED, null);
        othersCallAtGlobex();

        awaitWords("Your first call arrived");
    }

    @Test
    void developersSeeTheFiguresOfTheirOwnCalls() {
        var own = keys.issue(new Actor.Person(ADA), GLOBEX.id(), new NewKey(GLOBEX.defaultProject(), "own", null, null))
                .key()
                .id();
        usage.add(GLOBEX, own, UsageStatus.COMPLETED, null);
        othersCallAtGlobex();
        UI.getCurrent().navigate("o/globex");

        assertThat(words())
                .contains("Spent by you today", "$0.00000014", "Your calls today", "Your errors today")
                .doesNotContain("Spent today", "Make my key");
        assertThat(find(StatTile.class).all())
                .extracting(tile -> tile.getElement().getTextRecursively())
                .anySatisfy(
                        tile -> assertThat(tile).startsWith("Your calls today").endsWith("1"));
    }

    @Test
    void whoHasNoKeyThatWorksMakesOneBesideTheFigures() {
        usage.add(ACME, ApiKeyId.next(), UsageStatus.COMPLETED, null);
        UI.getCurrent().navigate("o/acme");
        assertThat(words()).contains("You have no key that works", "Spent today");

        makeKey();

        var secret = keys.issued.getFirst().secret().spelled();
        assertThat(find(CopyField.class).all())
                .extracting(CopyField::value)
                .containsExactly(secret, "curl with " + secret);
        UI.getCurrent().navigate("o/globex");
        UI.getCurrent().navigate("o/acme");
        assertThat(words()).doesNotContain("You have no key that works");
    }

    @Test
    void whatChangedIsShownAndStaysTrue() {
        usage.add(ACME, ApiKeyId.next(), UsageStatus.COMPLETED, null);
        UI.getCurrent().navigate("o/acme");
        awaitWords("Nothing changed in the last 14 days.");

        makeKey();

        awaitWords("Key “\u2068First key\u2069” was made");
        assertThat(words()).doesNotContain("Nothing changed");
        assertThat(find(Anchor.class).all()).extracting(Anchor::getHref).contains("o/acme/keys");
    }

    private void othersCallAtGlobex() {
        for (var call = 0; call < OTHERS; call++) {
            usage.add(GLOBEX, ApiKeyId.next(), UsageStatus.COMPLETED, null);
        }
    }

    private void makeKey() {
        test(find(Button.class).withText("Make my key").single()).click();
    }

    private void awaitWords(String text) {
        await().pollInSameThread().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            roundTrip();
            assertThat(words()).contains(text);
        });
    }

    private String words() {
        return find(Main.class).single().getElement().getTextRecursively();
    }
}
