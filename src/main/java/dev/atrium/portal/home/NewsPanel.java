package dev.atrium.portal.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.Panel;
import dev.atrium.tenancy.Tenant;
import java.util.List;

/** What changed lately, each with its page and its time. Empty until it is read. */
final class NewsPanel extends Composite<Div> {

    private final Div news = new Div();
    private final String start;

    NewsPanel(Tenant organization) {
        start = "o/%s/".formatted(organization.slug());
        getContent().add(new Panel(getTranslation("home.news"), news));
    }

    void show(List<Change> changes) {
        news.removeAll();
        if (changes.isEmpty()) {
            var nothing = new Paragraph(
                    getTranslation("home.news-empty", Formats.current().number(News.SPAN.toDays())));
            nothing.addClassName("quiet");
            news.add(nothing);
            return;
        }
        var list = new UnorderedList();
        list.addClassName("news");
        changes.forEach(change -> list.add(line(change)));
        news.add(list);
    }

    private ListItem line(Change change) {
        var what = new Anchor(page(change), getTranslation(change.kind().textKey(), isolated(change.about())));
        var when = new Span(Formats.current().time(change.at()));
        when.addClassName("quiet");
        return new ListItem(what, when);
    }

    /** Keeps names of either direction from turning the sentence around them (Unicode's isolates). */
    private static String isolated(String name) {
        return "\u2068%s\u2069".formatted(name);
    }

    /** The page of a model is the same for all its versions. */
    private String page(Change change) {
        return change.kind().isOfKey()
                ? start + "keys"
                : start + "models/" + change.about().split("@", 2)[0];
    }
}
