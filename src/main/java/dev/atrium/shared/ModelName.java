package dev.atrium.shared;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model as callers name it: {@code org/model}, {@code org/model@v3} or {@code org/model:alias}.
 *
 * @param selector which version is meant
 */
public record ModelName(Slug organization, Slug model, Selector selector) {

    private static final Pattern NUMBERED = Pattern.compile("@v[1-9][0-9]{0,8}");

    /** Which version of the model is meant. */
    public sealed interface Selector {

        /** None was named: the alias {@code production} if it exists, else the newest version. */
        record Default() implements Selector {}

        /** {@code @v3}. */
        record Numbered(int number) implements Selector {}

        /** {@code :production}. */
        record Alias(Slug alias) implements Selector {}
    }

    public ModelName {
        requireNonNull(organization, "organization");
        requireNonNull(model, "model");
        requireNonNull(selector, "selector");
    }

    /** Reads a name, or returns empty when it does not follow the grammar. Upper case folds to lower case. */
    public static Optional<ModelName> parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            var rest = text.substring(slash + 1);
            var cut = cut(rest);
            return Optional.of(new ModelName(
                    Slug.folded(text.substring(0, slash)),
                    Slug.folded(rest.substring(0, cut)),
                    selector(rest.substring(cut))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** {@code org/model}, without the selector. */
    public String path() {
        return organization + "/" + model;
    }

    @Override
    public String toString() {
        return path()
                + switch (selector) {
                    case Selector.Default() -> "";
                    case Selector.Numbered(int number) -> "@v" + number;
                    case Selector.Alias(Slug alias) -> ":" + alias;
                };
    }

    private static int cut(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) == '@' || rest.charAt(i) == ':') {
                return i;
            }
        }
        return rest.length();
    }

    private static Selector selector(String text) {
        if (text.isEmpty()) {
            return new Selector.Default();
        }
        if (text.startsWith(":")) {
            return new Selector.Alias(Slug.folded(text.substring(1)));
        }
        if (!NUMBERED.matcher(text).matches()) {
            throw new IllegalArgumentException("version: '%s' (expected: @v and a number from 1)".formatted(text));
        }
        return new Selector.Numbered(Integer.parseInt(text.substring(2)));
    }
}
