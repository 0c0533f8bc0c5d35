package dev.atrium.portal.usage;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.portal.kit.Formats;
import java.time.Duration;

/**
 * Where the time of a call went, drawn and in words: admitted, out of the replica's queue, first token, end. A point
 * that nobody told of is left out.
 */
final class CallTimeline extends Composite<Div> {

    private final Formats formats = Formats.current();
    private final Div bar = new Div();
    private final OrderedList points = new OrderedList();
    private Duration drawn = Duration.ZERO;

    CallTimeline(UsageEvent call) {
        var usage = call.usage();
        bar.addClassName("timeline-bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        points.addClassName("timeline-points");
        point("usage.admitted", Duration.ZERO);
        drawQueue(usage);
        drawAnswer(usage);
        point("usage.end", usage.duration());
        var legend = new Paragraph(getTranslation("usage.timeline-text"));
        legend.addClassName("quiet");
        getContent().addClassName("timeline");
        getContent().add(bar, points, legend);
    }

    private void drawQueue(Usage usage) {
        if (usage.queued() != null) {
            part("timeline-queue", usage.queued());
            point("usage.queued", usage.queued());
        }
    }

    private void drawAnswer(Usage usage) {
        if (usage.firstToken() == null) {
            part("timeline-wait", usage.duration());
            point("usage.no-token", usage.duration());
        } else {
            part("timeline-wait", usage.firstToken());
            part("timeline-answer", usage.duration());
            point("usage.first-token", usage.firstToken());
        }
    }

    /** Until {@code end} from the admission on; as wide as it is long, and never too narrow to be seen. */
    private void part(String look, Duration end) {
        var part = new Div();
        part.addClassNames("timeline-part", look);
        var micros = end.minus(drawn).toNanos() / 1_000;
        part.getStyle().set("flex-grow", Long.toString(Math.max(1, micros)));
        bar.add(part);
        drawn = end;
    }

    private void point(String key, Duration after) {
        var time = new Span("+" + formats.duration(after));
        time.addClassName("timeline-time");
        points.add(new ListItem(new Span(getTranslation(key)), time));
    }
}
