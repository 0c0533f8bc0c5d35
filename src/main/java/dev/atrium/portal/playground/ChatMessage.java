package dev.atrium.portal.playground;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.portal.kit.MarkdownText;

/** What one side of a chat said: a person's words as they are, a model's as the Markdown that models write. */
final class ChatMessage extends Composite<Article> {

    private final String words;
    private final MarkdownText markdown = new MarkdownText("");
    private final Div below = new Div();

    private ChatMessage(String speaker, String words) {
        this.words = words;
        var name = new H2(speaker);
        name.addClassName("chat-speaker");
        getContent().addClassName("chat-message");
        getContent().add(name);
    }

    static ChatMessage question(String speaker, String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("chat-words");
        return new ChatMessage(speaker, words).of("chat-question", paragraph);
    }

    /** An answer that has not begun. */
    static ChatMessage answer(String model) {
        var message = new ChatMessage(model, "");
        return message.of("chat-answer", message.markdown);
    }

    private ChatMessage of(String cssClass, Component content) {
        getContent().addClassName(cssClass);
        getContent().add(content, below);
        return this;
    }

    void append(String piece) {
        markdown.append(piece);
    }

    /** What is shown of it: an answer may be without end. */
    String text() {
        return words + markdown.text();
    }

    /** Adds something below the words, such as what they cost. */
    void add(Component... components) {
        below.add(components);
    }
}
