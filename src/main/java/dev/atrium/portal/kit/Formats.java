package dev.atrium.portal.kit;

import com.vaadin.flow.component.UI;
import dev.atrium.shared.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * Money, numbers, times and durations as one reader writes them. The only place that turns them into text.
 *
 * @param locale language and customs of the reader
 * @param zone   where the reader is
 */
public record Formats(Locale locale, ZoneId zone) {

    private static final long KILO = 1_000;
    private static final List<String> BYTE_UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");
    private static final int TENTHS_BELOW_SECONDS = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;

    /** Those of the reader of the current page. UTC until the browser has told its zone. */
    public static Formats current() {
        var ui = UI.getCurrent();
        return new Formats(ui.getLocale(), zoneOf(ui));
    }

    /**
     * The exact amount, with as many digits as it needs and never fewer than its currency has: {@code $0.00000018}.
     */
    public String money(Money money) {
        return money(BigDecimal.valueOf(money.pico(), Money.SCALE), money.currency());
    }

    /** The same for sums, which may be more than {@link Money} holds. */
    public String money(BigDecimal amount, Currency currency) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
        format.setMaximumFractionDigits(Money.SCALE);
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        return format.format(amount);
    }

    public String number(BigInteger number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** A size in the largest unit that leaves a digit before the point, in steps of a thousand: {@code 462.8 MB}. */
    public String bytes(long bytes) {
        if (bytes < KILO) {
            return number(bytes) + " B";
        }
        var size = BigDecimal.valueOf(bytes);
        int unit = 0;
        while (size.compareTo(BigDecimal.valueOf(KILO)) >= 0 && unit < BYTE_UNITS.size()) {
            size = size.movePointLeft(3);
            unit++;
        }
        return oneDigit(size) + " " + BYTE_UNITS.get(unit - 1);
    }

    /** A share of one in percent, to a tenth: {@code 0.0213} is {@code 2.1%}. */
    public String percent(double share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /** A number with two digits behind the point, such as a likeness: {@code 0.83}. */
    public String hundredths(double number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    /** Day and minute, where the reader is. */
    public String time(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(time);
    }

    /** Day and second, where the reader is. */
    public String second(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone)
                .format(time);
    }

    /** Day and second without the year, for lists of what happened lately. */
    public String moment(Instant time) {
        return DateTimeFormatter.ofLocalizedPattern("MMMdjms")
                .withLocale(locale)
                .withZone(zone)
                .format(time);
    }

    /** A day of the reader's calendar. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** The day, where the reader is. */
    public String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone)
                .format(time);
    }

    /**
     * A length of time in its two largest units, cut off below: {@code 340 ms}, {@code 12.3 s}, {@code 3 min 5 s},
     * {@code 2 d 4 h}. The symbols are those of the SI and the same in every language.
     */
    public String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        if (duration.toSeconds() < 1) {
            return number(duration.toMillis()) + " ms";
        }
        if (duration.toSeconds() < TENTHS_BELOW_SECONDS) {
            return tenths(duration) + " s";
        }
        if (duration.toMinutes() < MINUTES_PER_HOUR) {
            return "%s min %s s".formatted(number(duration.toMinutes()), number(duration.toSecondsPart()));
        }
        if (duration.toHours() < HOURS_PER_DAY) {
            return "%s h %s min".formatted(number(duration.toHours()), number(duration.toMinutesPart()));
        }
        return "%s d %s h".formatted(number(duration.toDays()), number(duration.toHoursPart()));
    }

    private String tenths(Duration duration) {
        return oneDigit(BigDecimal.valueOf(duration.toMillis(), 3));
    }

    private String oneDigit(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(number);
    }

    private static ZoneId zoneOf(UI ui) {
        var details = ui.getInternals().getExtendedClientDetails();
        var name = details == null ? null : details.getTimeZoneId();
        return name == null || !ZoneId.getAvailableZoneIds().contains(name) ? ZoneOffset.UTC : ZoneId.of(name);
    }
}
