package dev.atrium.portal.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.tabs.TabSheet;
import java.util.List;

/** The same call in several languages: a tab for each, and a button that copies it. */
public final class CodeTabs extends Composite<TabSheet> {

    public CodeTabs(List<CodeSample> samples) {
        getContent().addClassName("code-tabs");
        show(samples);
    }

    /** Shows other code, and stays at the tab that was chosen. */
    public void show(List<CodeSample> samples) {
        var tabs = getContent();
        var chosen = Math.max(0, tabs.getSelectedIndex());
        while (tabs.getTabCount() > 0) {
            tabs.remove(0);
        }
        samples.forEach(sample -> tabs.add(sample.name(), CopyField.block(sample.name(), sample.code())));
        tabs.setSelectedIndex(Math.min(chosen, samples.size() - 1));
    }
}
