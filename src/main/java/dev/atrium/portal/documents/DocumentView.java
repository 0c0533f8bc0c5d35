package dev.atrium.portal.documents;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.atrium.portal.Titles;
import dev.atrium.portal.kit.MarkdownText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** One guide: in the reader's language where it is there, else in English. */
@Route("docs/:name")
@AnonymousAllowed
public final class DocumentView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private static final Set<String> NAMES = Set.of("api", "operators", "security", "performance");
    private static final String ENDING = ".md";

    public DocumentView() {
        getContent().addClassName("page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = event.getRouteParameters().get("name").orElse("");
        // Guides refer to each other by their files.
        var name = asked.endsWith(ENDING) ? asked.substring(0, asked.length() - ENDING.length()) : asked;
        if (!NAMES.contains(name)) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        show(name, getLocale().getLanguage());
    }

    private void show(String name, String language) {
        var translated = read("%s.%s".formatted(name, language));
        getContent().removeAll();
        getContent().add(MarkdownText.guide(translated.or(() -> read(name)).orElse("")));
        getContent().getElement().setAttribute("lang", translated.isPresent() ? language : "en");
    }

    @Override
    public String getPageTitle() {
        return Titles.of(this, "documents.title");
    }

    private static Optional<String> read(String name) {
        try (var file = DocumentView.class.getResourceAsStream("/docs/" + name + ENDING)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
