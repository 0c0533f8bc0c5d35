package dev.atrium.pool;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sentence of this module on why a replica is in its state. It is kept and sent as its words, in English, and
 * recognized by them again, so that a page can say the same in another language. What workers tell is in their own
 * words only.
 *
 * @param about what it is about, such as the name of a worker, in the order of the words
 */
public record Reason(Kind kind, List<String> about) {

    private static final String BLANK = "%s";

    /** What these sentences say. */
    public enum Kind {
        NO_WORKER("No worker is connected. Start one with ./atrium run, or join another machine with a join token."),
        /** About the engine. */
        NO_ENGINE("No connected worker offers the engine %s. Start one that does."),
        /** About the megabytes that are wanted; likewise {@link #NO_DISK}. */
        NO_MEMORY("No connected worker has %s MB of memory left. Add a worker, or stop a deployment."),
        NO_DISK("No connected worker has %s MB of disk left. Add a worker, or stop a deployment."),
        /** About the worker. */
        WAITING("Waiting for worker %s to begin."),
        /** About the worker and the time of its last report. */
        SILENT("Worker %s has not reported since %s. Start it again, or connect another."),
        /** About what went wrong, in the worker's words, and the time of the next try. */
        TRIED_AGAIN("%s It is tried again at %s.");

        private final String words;
        private final Pattern pattern;

        Kind(String words) {
            this.words = words;
            pattern = Pattern.compile(Pattern.quote(words).replace(BLANK, "\\E(.*)\\Q"), Pattern.DOTALL);
        }

        /** For programs and bundles; stable. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String words(Object... about) {
            return words.formatted(about);
        }
    }

    public Reason {
        about = List.copyOf(about);
    }

    /** Empty for words that are not of this module. */
    public static Optional<Reason> of(String words) {
        return Stream.of(Kind.values())
                .flatMap(kind -> read(kind, words).stream())
                .findFirst();
    }

    private static Optional<Reason> read(Kind kind, String words) {
        var matcher = kind.pattern.matcher(words);
        return matcher.matches() ? Optional.of(new Reason(kind, groups(matcher))) : Optional.empty();
    }

    private static List<String> groups(Matcher matcher) {
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .toList();
    }
}
