package dev.atrium.portal.kit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;

/**
 * How long ago something was, such as "3 minutes ago": counted by the browser, so that it stays true while the page
 * is open. The exact time shows when one points at it, and stands there where no script runs.
 */
@Tag("time-ago")
public final class TimeAgo extends Component {

    public TimeAgo(Instant time) {
        var exact = Formats.current().time(time);
        getElement().setAttribute("datetime", time.toString());
        getElement().setAttribute("title", exact);
        getElement().setText(exact);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        event.getUI().getPage().addJsModule(Assets.url("assets/time-ago.js"));
    }
}
