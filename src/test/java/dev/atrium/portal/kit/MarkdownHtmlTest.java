package dev.atrium.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MarkdownHtmlTest {

    private static final Set<String> ELEMENTS = Set.of(
            "p",
            "br",
            "hr",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "strong",
            "em",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td");
    private static final Set<String> ATTRIBUTES = Set.of("href", "rel", "target", "align", "start", "tabindex");

    private final MarkdownHtml html = MarkdownHtml.ofStrangers();

    @Test
    void writesWhatMarkdownMeans() {
        assertThat(html.blocks("""
                # One

                Some *soft* and **loud** `code`.

                1. a
                2. b
                """))
                .containsExactly(
                        "<h2>One</h2>",
                        "<p>Some <em>soft</em> and <strong>loud</strong> <code>code</code>.</p>",
                        "<ol>\n<li>a</li>\n<li>b</li>\n</ol>");
    }

    @Test
    void whatLiesBesideACardIsNoLink() {
        assertThat(MarkdownHtml.ofStrangers()
                        .blocks("[LICENSE](LICENSE) [use](#use) [up](../a) [x](//example.com) ![plot](plot.png)"))
                .containsExactly("<p>LICENSE use up x plot</p>");
    }

    @Test
    void linksOpenElsewhereAndTellNothing() {
        assertThat(html.blocks("[x](https://example.com/a?b=1&c=2)"))
                .containsExactly("<p><a href=\"https://example.com/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow"
                        + " ugc\" target=\"_blank\">x</a></p>");
    }

    @Test
    void picturesAreLinks() {
        assertThat(html.blocks("![a cat](https://example.com/cat.png)"))
                .containsExactly("<p><a href=\"https://example.com/cat.png\" rel=\"noopener noreferrer nofollow ugc\""
                        + " target=\"_blank\">a cat</a></p>");
        assertThat(html.blocks("[![badge](https://a.example/b.svg)](https://c.example/)"))
                .containsExactly("<p><a href=\"https://c.example/\" rel=\"noopener noreferrer nofollow ugc\""
                        + " target=\"_blank\">badge</a></p>");
    }

    @Test
    void noPayloadLeavesTheListOfWhatIsAllowed() {
        assertThat(Payloads.all()).hasSizeGreaterThan(40).allSatisfy(this::isHarmless);
    }

    @Test
    void noPayloadGetsThroughInHalves() {
        for (var payload : Payloads.all()) {
            for (int end = 0; end < payload.length(); end++) {
                isHarmless(payload.substring(0, end));
            }
        }
    }

    @Test
    void guidesReferToEachOther() {
        assertThat(MarkdownHtml.ofGuides().blocks("[API](api.md)"))
                .containsExactly("<p><a href=\"api.md\">API</a></p>");
    }

    @Test
    void hostileNestingNeitherOverflowsNorTakesLong() {
        for (var text : List.of(
                ">".repeat(100_000),
                "- ".repeat(100_000),
                "*a **a ".repeat(20_000),
                "[".repeat(100_000),
                "[a](".repeat(20_000),
                "![".repeat(20_000) + "a" + "](b)".repeat(20_000),
                "**".repeat(20_000) + "a" + "**".repeat(20_000),
                "`".repeat(100_000),
                "|".repeat(100_000) + "\n" + "|-".repeat(50_000))) {
            var blocks = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> html.blocks(text), () -> text.substring(0, 10));
            assertThat(blocks).as(text.substring(0, 10)).isNotNull();
        }
    }

    private void isHarmless(String markdown) {
        var body =
                Jsoup.parseBodyFragment(String.join("", html.blocks(markdown))).body();
        assertThat(body.children().select("*").stream().map(Element::tagName).toList())
                .as(markdown)
                .isSubsetOf(ELEMENTS);
        body.children()
                .select("*")
                .forEach(element -> element.attributes().forEach(attribute -> {
                    assertThat(ATTRIBUTES).as(markdown).contains(attribute.getKey());
                    if (attribute.getKey().equals("href")) {
                        assertThat(attribute.getValue()).as(markdown).matches("(https?://|mailto:).*");
                        assertThat(element.attr("rel")).as(markdown).contains("noopener");
                    }
                }));
    }
}
