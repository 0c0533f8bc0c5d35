package dev.atrium.api.workers;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one form of range that workers ask for, {@code bytes=N-}. Any other is answered with the whole, as RFC 9110 allows. */
final class RangeStart {

    /** At most 18 digits, so that every number of this form is a {@code long}. */
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-");

    private RangeStart() {}

    /**
     * Where the answer should begin; empty for the whole.
     *
     * @param ifRange the state of the file to which the range applies, or null
     */
    static OptionalLong of(@Nullable String range, @Nullable String ifRange, String etag) {
        if (range == null || (ifRange != null && !ifRange.equals(etag))) {
            return OptionalLong.empty();
        }
        var matcher = FORM.matcher(range.strip());
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
