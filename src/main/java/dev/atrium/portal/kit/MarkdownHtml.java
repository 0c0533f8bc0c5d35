package dev.atrium.portal.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * Markdown of strangers as HTML that does nothing but show text. Two steps that do not trust each other: the renderer
 * writes raw HTML as text and pictures as links, then an allow-list of elements and attributes has the last word.
 */
final class MarkdownHtml {

    /** Deeper nesting than any honest text has; what walks the tree recursively is safe below it. */
    private static final int MOST_NESTED = 64;

    private static final int SMALLEST_HEADING = 6;
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MOST_NESTED)
            .build();

    /** Where the addresses of guides begin while they are checked; it is never written. */
    private static final String SOME_PLACE = "https://portal.invalid/";

    private static final Pattern WHOLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:");

    private final HtmlRenderer renderer;
    private final Safelist allowed;
    private final int headingShift;
    private final boolean leavesPortal;

    private MarkdownHtml(HtmlRenderer renderer, Safelist allowed, int headingShift, boolean leavesPortal) {
        this.renderer = renderer;
        this.allowed = allowed;
        this.headingShift = headingShift;
        this.leavesPortal = leavesPortal;
    }

    /** For texts that anybody may have written. Links leave the portal, in a tab of their own. */
    static MarkdownHtml ofStrangers() {
        var links = elements()
                .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow ugc")
                .addEnforcedAttribute("a", "target", "_blank");
        return new MarkdownHtml(renderer(), links, 1, true);
    }

    /** For our own guides, which refer to each other. */
    static MarkdownHtml ofGuides() {
        return new MarkdownHtml(renderer(), elements().preserveRelativeLinks(true), 0, false);
    }

    /** The HTML of each paragraph, list, table and so on, in their order. */
    List<String> blocks(String markdown) {
        var document = parse(markdown);
        if (document == null) {
            return List.of(asWritten(markdown));
        }
        tame(document);
        var blocks = new ArrayList<String>();
        for (var block = document.getFirstChild(); block != null; block = block.getNext()) {
            var html = clean(renderer.render(block));
            if (!html.isBlank()) {
                blocks.add(html);
            }
        }
        return blocks;
    }

    /** Null for a text that is nested deeper than anybody can mean. */
    private static @Nullable Node parse(String markdown) {
        try {
            var document = PARSER.parse(markdown);
            return depth(document) > MOST_NESTED ? null : document;
        } catch (StackOverflowError _) {
            return null; // the parser recurses into emphasis, which it lets nest without bound
        }
    }

    private String clean(String html) {
        return Jsoup.clean(html, SOME_PLACE, allowed, new Document.OutputSettings().prettyPrint(false))
                .strip();
    }

    private String asWritten(String markdown) {
        var paragraph = new Paragraph();
        paragraph.appendChild(new Text(markdown));
        return clean(renderer.render(paragraph));
    }

    /** Pictures become links to them: nothing is fetched from elsewhere unless the reader asks. */
    private void tame(Node document) {
        for (Node node = document, next; node != null; node = next) {
            next = next(node);
            if (node instanceof Heading heading) {
                heading.setLevel(Math.min(SMALLEST_HEADING, heading.getLevel() + headingShift));
            } else if (node instanceof Link link && leadsNowhere(link.getDestination())) {
                asText(link);
            } else if (node instanceof Image image) {
                if (isInLink(image) || leadsNowhere(image.getDestination())) {
                    asText(image);
                } else {
                    asLink(image);
                }
            }
        }
    }

    /** What lies beside a stranger's text, as {@code LICENSE}, is not here. */
    private boolean leadsNowhere(String destination) {
        return leavesPortal && !WHOLE.matcher(destination).lookingAt();
    }

    private static void asText(Node node) {
        for (Node child = node.getFirstChild(), next; child != null; child = next) {
            next = child.getNext();
            node.insertBefore(child);
        }
        node.unlink();
    }

    private static void asLink(Image image) {
        var link = new Link(image.getDestination(), null);
        image.insertBefore(link);
        for (Node child = image.getFirstChild(), next; child != null; child = next) {
            next = child.getNext();
            link.appendChild(child);
        }
        image.unlink();
    }

    private static boolean isInLink(Node node) {
        var above = node.getParent();
        while (above != null && !(above instanceof Link)) {
            above = above.getParent();
        }
        return above != null;
    }

    /** The next node in the order of the text, without recursion. */
    private static @Nullable Node next(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node up = node;
        while (up != null && up.getNext() == null) {
            up = up.getParent();
        }
        return up == null ? null : up.getNext();
    }

    private static int depth(Node document) {
        int deepest = 0;
        int depth = 0;
        for (Node node = document; node != null; ) {
            deepest = Math.max(deepest, depth);
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
        return deepest;
    }

    private static HtmlRenderer renderer() {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(_ -> (node, tag, attributes) -> {
                    // They scroll by themselves, which the keyboard reaches only with a stop of its own.
                    if (tag.equals("pre") || node instanceof TableBlock) {
                        attributes.put("tabindex", "0");
                    }
                })
                .build();
    }

    private static Safelist elements() {
        return new Safelist()
                .addTags("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre")
                .addTags("blockquote", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td")
                .addAttributes("ol", "start")
                .addAttributes("th", "align")
                .addAttributes("td", "align")
                .addAttributes("pre", "tabindex")
                .addAttributes("table", "tabindex")
                .addAttributes("a", "href")
                .addProtocols("a", "href", "http", "https", "mailto");
    }
}
