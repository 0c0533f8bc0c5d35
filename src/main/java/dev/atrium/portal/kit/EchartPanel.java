package dev.atrium.portal.kit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import java.util.List;
import java.util.Map;

/** The picture of a chart: our custom element around ECharts. {@code frontend/echart-panel.js} is its other half. */
@Tag("echart-panel")
final class EchartPanel extends Component implements HasSize {

    /** Somebody clicked on the part of a category. */
    @DomEvent("point-click")
    static final class PointClick extends ComponentEvent<EchartPanel> {

        private final int index;

        public PointClick(EchartPanel source, boolean fromClient, @EventData("event.detail.index") int index) {
            super(source, fromClient);
            this.index = index;
        }

        int index() {
            return index;
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        event.getUI().getPage().addJsModule(Assets.url("assets/echart-panel.js"));
    }

    void show(ChartData data, Chart.Kind kind) {
        getElement()
                .setPropertyMap(
                        "model", Map.of("kind", kind.type(), "categories", data.categories(), "series", series(data)));
    }

    void onPoint(com.vaadin.flow.component.ComponentEventListener<PointClick> listener) {
        addListener(PointClick.class, listener);
    }

    private static List<Map<String, Object>> series(ChartData data) {
        return data.series().stream()
                .map(series -> Map.<String, Object>of(
                        "name", series.name(),
                        "heights",
                                series.values().stream()
                                        .map(ChartData.Value::height)
                                        .toList(),
                        "texts",
                                series.values().stream()
                                        .map(ChartData.Value::text)
                                        .toList()))
                .toList();
    }
}
