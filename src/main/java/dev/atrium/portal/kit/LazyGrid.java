package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import java.util.ArrayList;
import java.util.List;

/**
 * A list that loads as it is scrolled, by keyset paging. It never asks how long the list is, so a list of a million
 * rows opens as fast as one of ten.
 */
public final class LazyGrid<T> extends Grid<T> {

    private final transient KeysetPages<T> pages;
    private final List<Component> besides = new ArrayList<>();

    /** @param empty what is shown instead of rows where there are none */
    public LazyGrid(KeysetSource<T> source, EmptyState empty) {
        super(KeysetPages.SIZE);
        pages = new KeysetPages<>(source);
        setItems(query -> {
            var rows = pages.fetch(query.getOffset(), query.getLimit());
            if (query.getOffset() == 0) {
                settle(rows.isEmpty());
            }
            return rows.stream();
        });
        setEmptyStateComponent(empty);
        addThemeVariants(GridVariant.NO_BORDER);
        addClassName("lazy-grid");
    }

    /** Shows a part of the page, such as a button that the empty state has too, only where there are rows. */
    public void onlyWithRows(Component beside) {
        besides.add(beside);
    }

    private void settle(boolean isEmpty) {
        setClassName("without-rows", isEmpty);
        besides.forEach(beside -> beside.setVisible(!isEmpty));
    }

    /** Reads the list anew, from its begin. */
    public void refresh() {
        pages.restart();
        getDataProvider().refreshAll();
    }
}
