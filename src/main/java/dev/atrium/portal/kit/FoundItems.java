package dev.atrium.portal.kit;

import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import java.util.stream.Stream;

/**
 * What a field to choose from offers, found by what is typed into it and read as its list is scrolled, by keyset
 * paging: {@code field.setItems(new FoundItems<>(source))}. Nothing has to end at the first hundred.
 */
public final class FoundItems<T> implements CallbackDataProvider.FetchCallback<T, String> {

    private static final long serialVersionUID = 1;

    /** The list of what contains a text. */
    @FunctionalInterface
    public interface Source<T> {

        /** @param typed empty for all */
        KeysetSource<T> containing(String typed);
    }

    private final transient Source<T> source;
    private String typed = "";
    private KeysetPages<T> pages;

    public FoundItems(Source<T> source) {
        this.source = source;
        this.pages = new KeysetPages<>(source.containing(typed));
    }

    @Override
    public Stream<T> fetch(Query<T, String> query) {
        var now = query.getFilter().orElse("");
        if (!now.equals(typed)) {
            typed = now;
            pages = new KeysetPages<>(source.containing(typed));
        }
        return pages.fetch(query.getOffset(), query.getLimit()).stream();
    }
}
