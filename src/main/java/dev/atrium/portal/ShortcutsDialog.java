package dev.atrium.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** The keys that work on every page. */
final class ShortcutsDialog extends Dialog {

    ShortcutsDialog() {
        var list = new DescriptionList();
        list.addClassName("shortcuts");
        row(list, "Ctrl K · ⌘ K", "shortcuts.palette");
        row(list, "?", "shortcuts.help");
        row(list, "Esc", "shortcuts.close");
        setHeaderTitle(getTranslation("shortcuts.title"));
        add(list);
        getFooter().add(new Button(getTranslation("shortcuts.done"), _ -> close()));
    }

    private void row(DescriptionList list, String keys, String meaning) {
        var key = new Span(keys);
        key.addClassName("key");
        list.add(new DescriptionList.Term(key), new DescriptionList.Description(getTranslation(meaning)));
    }
}
