package dev.atrium.launcher;

import java.util.Collection;
import java.util.Comparator;

/** "Did you mean ...?" */
final class Suggestion {

    private Suggestion() {}

    /** Returns a sentence with a leading blank that names the nearest known word, or nothing if none is near. */
    static String among(Collection<String> known, String word) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, word))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> distance(nearest, word) <= Math.max(2, word.length() / 3))
                .map(" Did you mean %s?"::formatted)
                .orElse("");
    }

    /** Levenshtein: the fewest insertions, deletions and replacements of a character that lead from a to b. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
