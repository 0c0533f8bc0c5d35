package dev.atrium.tenancy;

import dev.atrium.shared.Slug;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** A name as it can stand in an address: {@code Zoë O'Hara} becomes {@code zoe-o-hara}. */
final class SlugOfName {

    private static final int MAX_LENGTH = 40;
    private static final int SUFFIX_LENGTH = 5;
    private static final String SUFFIX = "23456789abcdefghjkmnpqrstuvwxyz";
    /** For names of which no letter is left, as in scripts other than the Latin one. */
    private static final String NAMELESS = "team";

    private SlugOfName() {}

    static Slug of(String name) {
        var folded = fold(name);
        return folded.isEmpty() ? varied(name) : new Slug(folded);
    }

    /** The same with an ending that nobody can guess, nor count others by. */
    static Slug varied(String name) {
        var folded = fold(name);
        var ending = new StringBuilder();
        for (var i = 0; i < SUFFIX_LENGTH; i++) {
            ending.append(SUFFIX.charAt(ThreadLocalRandom.current().nextInt(SUFFIX.length())));
        }
        return new Slug((folded.isEmpty() ? NAMELESS : folded) + "-" + ending);
    }

    private static String fold(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-", "");
        return plain.substring(0, Math.min(plain.length(), MAX_LENGTH)).replaceAll("-$", "");
    }
}
