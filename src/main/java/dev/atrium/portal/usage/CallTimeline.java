package dev.atrium.portal.usage;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.atrium.metering.UsageEvent;
import dev.atrium.portal.kit.Formats;
import java.time.Duration;

/**
 * Where the time of a call went, drawn and in words: admitted, first token, end. An event does not tell the wait in a
 * replica's queue from the work before the first token, and so neither does this.
 */
final class CallTimeline extends Composite<Div> {

    private final Formats formats = Formats.current();
    private final OrderedList points = new OrderedList();

    CallTimeline(UsageEvent call) {
        var usage = call.usage();
        var first = usage.firstToken();
        var bar = new Div();
        bar.addClassName("timeline-bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        points.addClassName("timeline-points");
        point("usage.admitted", Duration.ZERO);
        if (first == null) {
            bar.add(part("timeline-wait", usage.duration()));
            point("usage.no-token", usage.duration());
        } else {
            bar.add(
                    part("timeline-wait", first),
                    part("timeline-answer", usage.duration().minus(first)));
            point("usage.first-token", first);
        }
        point("usage.end", usage.duration());
        var legend = new Paragraph(getTranslation("usage.timeline-text"));
        legend.addClassName("quiet");
        getContent().addClassName("timeline");
        getContent().add(bar, points, legend);
    }

    /** As wide as it is long, and never too narrow to be seen. */
    private static Div part(String look, Duration length) {
        var part = new Div();
        part.addClassNames("timeline-part", look);
        part.getStyle().set("flex-grow", Long.toString(Math.max(1, length.toNanos() / 1_000)));
        return part;
    }

    private void point(String key, Duration after) {
        var time = new Span("+" + formats.duration(after));
        time.addClassName("timeline-time");
        points.add(new ListItem(new Span(getTranslation(key)), time));
    }
}
