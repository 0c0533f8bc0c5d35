package dev.atrium.launcher;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands what Maven prints about its downloads, and sums it up in one line. */
final class Downloads {

    private static final Pattern STARTED = Pattern.compile("Downloading from \\S+: (\\S+)");
    private static final Pattern ENDED =
            Pattern.compile("Downloaded from \\S+: \\S+ \\(([0-9.]+ ?[kMG]?B)(?: at [^)]*)?\\)");
    private static final Pattern RUNNING = Pattern.compile("([0-9.]+)(?: ?([kMG]?B))?/([0-9.]+ ?[kMG]?B)");
    private static final double KILO = 1000;
    // Between two signs of a download at most this much counts as downloading: Maven also thinks.
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    private long endedBytes;
    private long runningBytes;
    private long lastNanos;
    private long downloadingNanos;
    private int files;
    private String biggest = "";

    /**
     * Takes one line.
     *
     * @param nowNanos when it came, by {@link System#nanoTime}
     * @return the line to show instead, or nothing when it is not about downloads
     */
    Optional<String> take(String line, long nowNanos) {
        if (line.contains("Progress (")) {
            running(line);
        } else if (!startedOrEnded(line)) {
            return Optional.empty();
        }
        if (lastNanos != 0) {
            downloadingNanos += Math.min(nowNanos - lastNanos, LONGEST_GAP.toNanos());
        }
        lastNanos = nowNanos;
        return Optional.of(summary());
    }

    /** How long was spent downloading. */
    Duration time() {
        return Duration.ofNanos(downloadingNanos);
    }

    long bytes() {
        return endedBytes + runningBytes;
    }

    private boolean startedOrEnded(String line) {
        Matcher ended = ENDED.matcher(line);
        if (ended.find()) {
            endedBytes += bytes(ended.group(1));
            runningBytes = 0;
            files++;
            biggest = "";
            return true;
        }
        return STARTED.matcher(line).find();
    }

    private void running(String line) {
        Matcher matcher = RUNNING.matcher(line);
        runningBytes = 0;
        long most = 0;
        while (matcher.find()) {
            String unit = Optional.ofNullable(matcher.group(2))
                    .orElse(matcher.group(3).replaceAll("[0-9. ]", ""));
            runningBytes += bytes(matcher.group(1) + " " + unit);
            long size = bytes(matcher.group(3));
            if (size > most) {
                most = size;
                biggest = ", now %s of %s".formatted(text(bytes(matcher.group(1) + " " + unit)), text(size));
            }
        }
    }

    private String summary() {
        double seconds = Math.max(downloadingNanos / 1e9, 0.1);
        return "Downloading: %d files, %s at %s/s%s"
                .formatted(files, text(bytes()), text((long) (bytes() / seconds)), biggest);
    }

    private static long bytes(String size) {
        String unit = size.replaceAll("[0-9. ]", "");
        double number = Double.parseDouble(size.replaceAll("[^0-9.]", ""));
        return Math.round(number * Math.pow(KILO, "BkMG".indexOf(unit.charAt(0))));
    }

    /** For people: 553 MB, 4.2 kB. */
    static String text(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= KILO && unit < 3) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %cB" : "%.0f %cB", value, "BkMG".charAt(unit));
    }
}
