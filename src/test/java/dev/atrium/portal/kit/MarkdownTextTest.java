package dev.atrium.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.atrium.portal.PortalTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

/** Text that arrives in pieces. */
@WithMockUser(username = "ada")
class MarkdownTextTest extends PortalTest {

    @Test
    void whatFollowsALongTextCostsNothing() {
        var text = new MarkdownText("- one `two` *three*\n".repeat(MarkdownText.MOST / 20 - 1));
        text.append("the end of what is shown, and more");
        var shown = text.html();

        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int piece = 0; piece < 1_000; piece++) {
                text.append(" more");
            }
        });

        assertThat(text.html()).isEqualTo(shown);
        assertThat(text.text()).hasSize(MarkdownText.MOST).endsWith("the end of what is s");
    }

    @Test
    void anotherTextIsShownWhole() {
        var text = new MarkdownText("x".repeat(MarkdownText.MOST + 1));

        text.show("short");
        text.append(" words");

        assertThat(text.text()).isEqualTo("short words");
        assertThat(text.html()).singleElement().asString().contains("short words");
        assertThat(text.getContent().getElement().getChild(1).isVisible()).isFalse();
    }

    @Test
    void halfACharacterAtTheEndWaits() {
        var text = new MarkdownText("a\ud83d");
        assertThat(text.text()).isEqualTo("a");

        text.append("\ude00");

        assertThat(text.text()).isEqualTo("a\ud83d\ude00");
    }
}
