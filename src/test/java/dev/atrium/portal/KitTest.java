package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.TextField;
import dev.atrium.portal.kit.Chart;
import dev.atrium.portal.kit.Confirmation;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.LazyGrid;
import dev.atrium.portal.kit.SidePanel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithAnonymousUser;

/** The component kit on its page, which needs no sign-in. */
@WithAnonymousUser
class KitTest extends PortalTest {

    @BeforeEach
    void open() {
        UI.getCurrent().navigate("kit");
    }

    @Test
    void showsEveryComponent() {
        assertThat(find(H1.class).single().getText()).isEqualTo("Component kit");
        assertThat(find(CopyField.class).all()).hasSize(3);
        assertThat(find(Chart.class).all()).hasSize(2);
        assertThat(find(LazyGrid.class).all()).hasSize(2);
        assertThat(find(SidePanel.class).all()).hasSize(1);
    }

    @Test
    void aChartSaysTheSameAsATable() {
        var table = find(Chart.class).all().getFirst().getElement().getOuterHTML();

        assertThat(table)
                .contains("aria-label=\"Chart: Calls by day. The table below says the same.\"", "May 6, 2031", "1,240");
    }

    @Test
    void aDestructiveActNeedsTheNameOfTheThing() {
        var done = new AtomicInteger();
        var dialog = Confirmation.destroying("acme/one", "Delete?", "Gone for good.", "Delete", done::incrementAndGet);
        dialog.open();
        var confirm = find(Button.class, dialog).withText("Delete").single();
        var name = find(TextField.class, dialog).single();
        assertThat(name.getLabel()).isEqualTo("Type “acme/one” to confirm");
        assertThat(confirm.isEnabled()).isFalse();

        test(name).setValue("acme/on");
        assertThat(confirm.isEnabled()).isFalse();
        test(name).setValue("acme/one");
        test(confirm).click();

        assertThat(done).hasValue(1);
        assertThat(dialog.isOpened()).isFalse();
    }

    @Test
    void cancelingDoesNothing() {
        var done = new AtomicInteger();
        var dialog = Confirmation.of("Stop?", "Calls are refused.", "Stop", done::incrementAndGet);
        dialog.open();

        test(find(Button.class, dialog).withText("Cancel").single()).click();

        assertThat(done).hasValue(0);
        assertThat(dialog.isOpened()).isFalse();
    }

    @Test
    void aLongListLoadsOnlyWhatIsSeen() {
        var grid = (LazyGrid<?>) find(LazyGrid.class).all().getFirst();

        assertThat(test(grid).getCellText(0, 0)).isEqualTo("1");
        assertThat(test(grid).getCellText(120, 1)).isEqualTo("$0.00002178");
    }
}
