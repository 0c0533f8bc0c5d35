package dev.atrium.worker;

import java.util.List;

/** Ends a text before the first of several stop texts, and holds back what may be the beginning of one. */
final class StopText {

    private final List<String> stops;
    private String held = "";
    private boolean stopped;

    /** @param stops none of them empty */
    StopText(List<String> stops) {
        this.stops = List.copyOf(stops);
    }

    /** The text that may be told now that {@code text} came. Nothing follows once it has stopped. */
    String add(String text) {
        if (stopped) {
            return "";
        }
        var all = held + text;
        var end = stops.stream().mapToInt(all::indexOf).filter(at -> at >= 0).min();
        if (end.isPresent()) {
            stopped = true;
            held = "";
            return all.substring(0, end.getAsInt());
        }
        var safe = all.length() - longestBeginning(all);
        held = all.substring(safe);
        return all.substring(0, safe);
    }

    /** What was held back and turned out to be none. */
    String rest() {
        var rest = held;
        held = "";
        return rest;
    }

    boolean hasStopped() {
        return stopped;
    }

    /** Length of the longest end of {@code text} with which a stop text begins. */
    private int longestBeginning(String text) {
        var longest = 0;
        for (var stop : stops) {
            for (int length = Math.min(stop.length() - 1, text.length()); length > longest; length--) {
                if (text.startsWith(stop.substring(0, length), text.length() - length)) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
