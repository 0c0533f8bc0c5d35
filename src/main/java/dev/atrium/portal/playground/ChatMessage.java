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

    private final StringBuilder text = new StringBuilder();
    private final MarkdownText markdown = new MarkdownText("");
    private final Div below = new Div();

    private ChatMessage(String speaker, String cssClass, Component content) {
        var name = new H2(speaker);
        name.addClassName("chat-speaker");
        getContent().addClassNames("chat-message", cssClass);
        getContent().add(name, content, below);
    }

    private ChatMessage(String speaker) {
        var name = new H2(speaker);
        name.addClassName("chat-speaker");
        getContent().addClassNames("chat-message", "chat-answer");
        getContent().add(name, markdown, below);
    }

    static ChatMessage question(String speaker, String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("chat-words");
        var message = new ChatMessage(speaker, "chat-question", paragraph);
        message.text.append(words);
        return message;
    }

    /** An answer that has not begun. */
    static ChatMessage answer(String model) {
        return new ChatMessage(model);
    }

    void append(String piece) {
        text.append(piece);
        markdown.append(piece);
    }

    String text() {
        return text.toString();
    }

    /** Adds something below the words, such as what they cost. */
    void add(Component... components) {
        below.add(components);
    }
}
