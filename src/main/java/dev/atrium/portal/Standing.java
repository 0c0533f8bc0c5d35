package dev.atrium.portal;

import com.vaadin.flow.component.UI;
import dev.atrium.tenancy.MemberRole;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the reader is in an organization while a page about it is open. A page is checked when it opens; what its
 * listeners and data providers read later goes through here. Who left meanwhile, or became something else, sees nothing
 * of that and gets the page anew, which says what is the case.
 */
public final class Standing {

    private final MemberRole role;
    private final Supplier<Optional<MemberRole>> now;

    /** @param now what the reader is at the time of asking, empty for nothing; asked on any thread */
    Standing(MemberRole role, Supplier<Optional<MemberRole>> now) {
        this.role = role;
        this.now = now;
    }

    /** What the reader was when the page opened, and is wherever something is read. */
    public MemberRole role() {
        return role;
    }

    /** Whether it is so still. It is looked up, on any thread. */
    public boolean holds() {
        return now.get().equals(Optional.of(role));
    }

    /** Reads for the page, on its thread; empty where the standing does not hold any more. */
    public <T> Optional<T> read(Supplier<T> door) {
        if (holds()) {
            return Optional.of(door.get());
        }
        UI.getCurrentOrThrow().getPage().reload();
        return Optional.empty();
    }

    /** As {@link #read}, with no rows instead of nothing. */
    public <T> List<T> rows(Supplier<List<T>> door) {
        return read(door).orElse(List.of());
    }
}
