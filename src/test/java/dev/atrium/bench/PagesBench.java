package dev.atrium.bench;

import dev.atrium.portal.PageLoads;
import dev.atrium.portal.PageLoads.Both;
import dev.atrium.portal.PageLoads.Load;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.springframework.util.FileSystemUtils;

/**
 * Page weight and time until a page can be used, per page, with an empty browser cache and with a full one: the whole
 * product and Chromium on this machine, a signed-in reader of an organization with some usage. Medians of rounds; the
 * first round, in which the portal compiles, is not counted.
 *
 * <p>Arguments: rounds.
 */
final class PagesBench {

    private static final double KILO = 1_000;
    private static final int FILES_TOLD = 8;

    private PagesBench() {}

    public static void main(String[] args) throws Exception {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-pages-")
                .toAbsolutePath();
        try (var loads = new PageLoads(folder)) {
            var measured = new LinkedHashMap<String, List<Both>>();
            for (int round = 0; round <= rounds; round++) {
                var isCounted = round > 0;
                loads.pages().forEach((name, page) -> {
                    var both = loads.load(page);
                    if (isCounted) {
                        measured.computeIfAbsent(name, _ -> new ArrayList<>()).add(both);
                    }
                });
            }
            tell(measured);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.exit(0); // threads of the servers in this JVM may linger
    }

    private static void tell(Map<String, List<Both>> measured) {
        var medians = new LinkedHashMap<String, Both>();
        measured.forEach((name, all) -> medians.put(name, new Both(median(all, Both::cold), median(all, Both::warm))));
        System.out.printf("%-12s %44s %44s%n", "page", "cold", "warm");
        medians.forEach(
                (name, both) -> System.out.printf("%-12s %44s %44s%n", name, words(both.cold()), words(both.warm())));
        var home = Objects.requireNonNull(medians.get("home"));
        tellFiles("home, cold", home.cold());
        tellFiles("home, warm", home.warm());
        var worst = medians.entrySet().stream()
                .max(Comparator.comparingDouble(page -> page.getValue().cold().usable()))
                .orElseThrow();
        tellFiles(worst.getKey() + ", cold", worst.getValue().cold());
        summarize(home, worst.getKey(), worst.getValue());
    }

    private static void summarize(Both home, String worstName, Both worst) {
        System.out.printf(
                Locale.ROOT,
                "pages home_cold_kb=%.0f home_cold_ms=%.0f home_warm_kb=%.0f home_warm_ms=%.0f"
                        + " worst=%s worst_cold_kb=%.0f worst_cold_ms=%.0f worst_warm_ms=%.0f%n",
                home.cold().bytes() / KILO,
                home.cold().usable(),
                home.warm().bytes() / KILO,
                home.warm().usable(),
                worstName,
                worst.cold().bytes() / KILO,
                worst.cold().usable(),
                worst.warm().usable());
    }

    private static void tellFiles(String what, Load load) {
        System.out.printf("heaviest of %s:%n", what);
        load.files().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(FILES_TOLD)
                .forEach(file ->
                        System.out.printf(Locale.ROOT, "  %8.1f kB %s%n", file.getValue() / KILO, file.getKey()));
    }

    private static String words(Load load) {
        return String.format(
                Locale.ROOT,
                "%.1f kB, %d files, painted %.0f, usable %.0f ms",
                load.bytes() / KILO,
                load.files().size(),
                load.painted(),
                load.usable());
    }

    private static Load median(List<Both> all, Function<Both, Load> which) {
        var loads = all.stream().map(which).toList();
        return new Load(
                Math.round(median(loads, Load::bytes)),
                loads.getLast().files(),
                median(loads, Load::painted),
                median(loads, Load::usable));
    }

    private static double median(List<Load> loads, ToDoubleFunction<Load> of) {
        return loads.stream().mapToDouble(of).sorted().toArray()[loads.size() / 2];
    }
}
