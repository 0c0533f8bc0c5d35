package dev.atrium.portal.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.Shelf;
import dev.atrium.portal.models.Offer;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;

/** Which models the playground offers. */
@WithMockUser(username = "ada")
@Import(PlaygroundTest.Doors.class)
class PickerTest extends PortalTest {

    private static final int PAGE = 50;
    private static final List<String> CHATS =
            IntStream.range(0, 120).mapToObj("acme/chat-%03d"::formatted).toList();

    @Autowired
    private Shelf shelf;

    /** One in the middle and many at the begin are for nothing that can be tried. */
    @BeforeEach
    void open() {
        shelf.clear();
        IntStream.range(0, 130).forEach(i -> add("acme/adapter-%03d".formatted(i), ModelTask.OTHER));
        CHATS.forEach(name -> add(name, ModelTask.CHAT));
        add("acme/chat-020a", ModelTask.OTHER);
        UI.getCurrent().navigate("o/acme/playground");
    }

    @Test
    void offersEachModelThatCanBeTried() {
        assertThat(scrollThrough("")).isEqualTo(CHATS);
        assertThat(scrollThrough("chat-11")).isEqualTo(CHATS.subList(110, 120));
        assertThat(scrollThrough("adapter")).isEmpty();
    }

    @Test
    void opensOneThatCanBeTriedHoweverManyCannot() {
        assertThat(picker().getValue().model().name().path()).isEqualTo(CHATS.getFirst());
    }

    @Test
    void offersNothingToWhoLeft() {
        var offered = picker().getDataProvider();
        leaveAcme();

        assertThat(page(offered, 0, "")).isEmpty();
        assertThat(find(H1.class).single().getText()).isEqualTo("There is nothing here");
    }

    /** As the field does: a page that is not full is the last. */
    private List<String> scrollThrough(String typed) {
        var names = new ArrayList<String>();
        List<String> page;
        do {
            page = page(picker().getDataProvider(), names.size(), typed);
            names.addAll(page);
        } while (page.size() == PAGE);
        return names;
    }

    @SuppressWarnings("unchecked") // a lazy field filters by what is typed
    private static List<String> page(DataProvider<Offer, ?> offered, int offset, String typed) {
        return ((DataProvider<Offer, String>) offered)
                .fetch(new Query<>(offset, PAGE, List.of(), null, typed))
                .map(offer -> offer.model().name().path())
                .toList();
    }

    private ComboBox<Offer> picker() {
        return find(PlaygroundView.class).single().picker;
    }

    private void add(String path, ModelTask task) {
        shelf.add(path, ACME.id(), Visibility.PRIVATE, task);
    }
}
