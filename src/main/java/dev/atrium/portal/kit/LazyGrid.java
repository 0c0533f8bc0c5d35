package dev.atrium.portal.kit;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;

/**
 * A list that loads as it is scrolled, by keyset paging. It never asks how long the list is, so a list of a million
 * rows opens as fast as one of ten.
 */
public final class LazyGrid<T> extends Grid<T> {

    private final transient KeysetPages<T> pages;

    /** @param empty what is shown instead of rows where there are none */
    public LazyGrid(KeysetSource<T> source, EmptyState empty) {
        super(KeysetPages.SIZE);
        pages = new KeysetPages<>(source);
        setItems(query -> pages.fetch(query.getOffset(), query.getLimit()).stream());
        setEmptyStateComponent(empty);
        addThemeVariants(GridVariant.NO_BORDER);
        addClassName("lazy-grid");
    }

    /** Reads the list anew, from its begin. */
    public void refresh() {
        pages.restart();
        getDataProvider().refreshAll();
    }
}
