package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** What {@link KitView} shows of the small components. */
final class Samples {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant SOME_TIME = Instant.parse("2031-05-06T07:08:09Z");

    private Samples() {}

    static Component texts(Component page) {
        var quiet = new Paragraph(page.getTranslation("gallery.sample-quiet"));
        quiet.addClassName("quiet");
        return new Div(
                new Paragraph(page.getTranslation("gallery.sample-text")),
                quiet,
                new Anchor(KitView.PATH, page.getTranslation("gallery.sample-link")));
    }

    static Component buttons(Component page) {
        var disabled = button(page, "gallery.disabled");
        disabled.setEnabled(false);
        return row(
                button(page, "gallery.primary", ButtonVariant.PRIMARY),
                button(page, "gallery.secondary"),
                button(page, "gallery.tertiary", ButtonVariant.TERTIARY),
                button(page, "gallery.danger", ButtonVariant.PRIMARY, ButtonVariant.ERROR),
                disabled);
    }

    static Component form(Component page) {
        var plain = new TextField(page.getTranslation("gallery.form-name"));
        plain.setHelperText(page.getTranslation("gallery.form-name-help"));
        var wrong = new TextField(page.getTranslation("gallery.form-name"));
        wrong.setManualValidation(true);
        wrong.setInvalid(true);
        wrong.setErrorMessage(page.getTranslation("gallery.form-wrong"));
        return row(plain, wrong);
    }

    static Component statuses(Component page) {
        return row(
                new StatusBadge(Tone.GOOD, page.getTranslation("gallery.status-good")),
                new StatusBadge(Tone.BUSY, page.getTranslation("gallery.status-busy"))
                        .because(page.getTranslation("gallery.status-busy-reason")),
                new StatusBadge(Tone.WARNING, page.getTranslation("gallery.status-warning"))
                        .because(page.getTranslation("gallery.status-warning-reason"))
                        .next(new Paragraph(page.getTranslation("gallery.status-warning-next"))),
                new StatusBadge(Tone.BAD, page.getTranslation("gallery.status-bad"))
                        .because(page.getTranslation("gallery.status-bad-reason"))
                        .next(new Paragraph(page.getTranslation("gallery.status-bad-next"))),
                new StatusBadge(Tone.NEUTRAL, page.getTranslation("gallery.status-neutral")));
    }

    static Component emptyState(Component page) {
        return new EmptyState(VaadinIcon.KEY_O, page.getTranslation("gallery.empty-text"))
                .action(button(page, "gallery.empty-action", ButtonVariant.PRIMARY))
                .document(page.getTranslation("gallery.empty-document"), "docs/api");
    }

    static Component formats(Component page) {
        var formats = Formats.current();
        var list = new DescriptionList();
        list.addClassName("facts");
        fact(list, "1234567", formats.number(1_234_567));
        fact(list, "0.00000018 USD", formats.money(new Money(180_000, USD)));
        fact(list, "1234.5 USD", formats.money(new Money(1_234_500_000_000_000L, USD)));
        fact(list, "-0.25 USD", formats.money(new Money(-250_000_000_000L, USD)));
        fact(list, SOME_TIME.toString(), formats.time(SOME_TIME));
        fact(list, "0.34 s", formats.duration(Duration.ofMillis(340)));
        fact(list, "12.38 s", formats.duration(Duration.ofMillis(12_380)));
        fact(list, "7384 s", formats.duration(Duration.ofSeconds(7_384)));
        fact(list, "462800000 B", formats.bytes(462_800_000));
        list.add(
                new DescriptionList.Term("-200 s"),
                new DescriptionList.Description(new TimeAgo(Instant.now().minusSeconds(200))));
        return list;
    }

    static Component copyFields(Component page) {
        return new Div(
                new CopyField(page.getTranslation("gallery.copy-label"), "atrium_example_0123456789abcdef"),
                new CopyField(page.getTranslation("gallery.copy-curl"), """
                        curl http://127.0.0.1:7402/v1/embeddings \\
                          -H "Authorization: Bearer $ATRIUM_API_KEY" \\
                          -H "Content-Type: application/json" \\
                          -d '{"model": "library/all-minilm-l6-v2", "input": "Hello"}'"""));
    }

    static Component code(Component page) {
        var curl = """
                curl http://127.0.0.1:7402/v1/embeddings \\
                  -H "Authorization: Bearer $ATRIUM_API_KEY" \\
                  -H "Content-Type: application/json" \\
                  -d '{"model": "library/all-minilm-l6-v2", "input": "Hello"}'""";
        var python = """
                from openai import OpenAI

                client = OpenAI(base_url="http://127.0.0.1:7402/v1")
                answer = client.embeddings.create(model="library/all-minilm-l6-v2", input="Hello")
                print(answer.data[0].embedding)""";
        return new Panel(
                        page.getTranslation("gallery.copy-curl"),
                        new CodeTabs(List.of(new CodeSample("curl", curl), new CodeSample("Python", python))))
                .actions(button(page, "gallery.tertiary", ButtonVariant.TERTIARY));
    }

    static Component figures(Component page) {
        var formats = Formats.current();
        return StatTile.row(
                new StatTile(
                                page.getTranslation("gallery.figure-spend"),
                                formats.money(new Money(1_840_018_000_000L, USD)))
                        .note(page.getTranslation(
                                "gallery.figure-note", formats.money(new Money(1_500_000_000_000L, USD)))),
                new StatTile(page.getTranslation("gallery.chart-calls"), formats.number(6_140)),
                new StatTile(page.getTranslation("gallery.chart-errors"), formats.percent(0.0147)));
    }

    /** What is typed is shown: a place to try what a card may look like. */
    static Component markdown(Component page) {
        var typed = new TextArea(page.getTranslation("gallery.markdown-field"));
        var shown = new MarkdownText(page.getTranslation("gallery.markdown-sample"));
        typed.setId("markdown-field");
        typed.setWidthFull();
        typed.setValueChangeMode(ValueChangeMode.LAZY);
        typed.setValueChangeTimeout(100);
        typed.addValueChangeListener(change -> shown.show(change.getValue()));
        return new Div(typed, shown);
    }

    /** Counts the seconds since the page was opened. */
    static Component live(Component page, Live live) {
        var begin = System.nanoTime();
        var tile = new StatTile(page.getTranslation("gallery.live-text"), "0");
        var formats = Formats.current();
        live.follow(
                tile,
                Duration.ofSeconds(1),
                () -> true,
                () -> Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                seconds -> tile.show(formats.number(seconds)));
        tile.setId("live-sample");
        return tile;
    }

    static Div row(Component... components) {
        var row = new Div(components);
        row.addClassName("gallery-row");
        return row;
    }

    static Button button(Component page, String key, ButtonVariant... variants) {
        var button = new Button(page.getTranslation(key));
        button.addThemeVariants(variants);
        return button;
    }

    private static void fact(DescriptionList list, String name, String value) {
        list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }
}
