package dev.atrium.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens per second of streamed chats through the whole product (client, gateway with key, metering and forced
 * journal, worker, engine; MySQL and portal beside them, all on this machine) against the bare decode loop. One chat
 * at a time is compared with one thread of it, eight at once with as many threads as cores. All are driven by closed
 * loops in alternating rounds of one run; medians are compared, and the lower ratio is reported.
 *
 * <p>Arguments: seconds per round, rounds.
 */
final class ChatBench {

    private static final String MODEL = "library/atrium-tiny";
    private static final int CHATS = 8;
    private static final int MOST = 200;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    /** Two processes compile what they run; the first seconds measure compilers. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int OK = 200;
    private static final Pattern TOKENS = Pattern.compile("\"completion_tokens\":(\\d+)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> QUESTIONS = List.of(
            "Tell me a long story about a fox called Wen.",
            "Tell me a story about a bear.",
            "Hello!",
            "What does violin mean?");

    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final WholeProduct product;
    private final BareChat engine;

    private ChatBench(WholeProduct product, BareChat engine) {
        this.product = product;
        this.engine = engine;
    }

    public static void main(String[] args) throws Exception {
        var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-chat-")
                .toAbsolutePath();
        try (var product = new WholeProduct(folder.resolve("home"));
                var engine = new BareChat(Files.createDirectories(folder.resolve("bare")))) {
            var bench = new ChatBench(product, engine);
            bench.awaitFirstAnswer();
            bench.checkTexts();
            var round = Duration.ofSeconds(seconds);
            var one = bench.compare("one chat at a time", 1, 1, round, rounds);
            var eight = bench.compare("%d chats at once".formatted(CHATS), CHATS, CORES, round, rounds);
            System.out.printf(
                    Locale.ROOT,
                    "chat tokens_per_s_1=%.0f tokens_per_s_8=%.0f x_engine=%.2f%n",
                    one.product(),
                    eight.product(),
                    Math.min(one.ratio(), eight.ratio()));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Tokens per second. */
    private record Compared(double product, double engine) {

        double ratio() {
            return product / engine;
        }
    }

    /**
     * @param rate    tokens per second
     * @param slowest of its callers, as a part of their mean
     * @param fastest likewise
     * @param cpu     processor time per token in ms: of this process, of portal and gateway, of the worker
     */
    private record Round(double rate, double slowest, double fastest, List<Double> cpu) {

        static Round of(List<Caller> callers, double seconds, List<Duration> cpu) {
            var tokens = callers.stream().mapToLong(Caller::tokens).sum();
            var own = callers.stream()
                    .mapToDouble(caller -> caller.tokens() / caller.seconds())
                    .summaryStatistics();
            return new Round(
                    tokens / seconds,
                    own.getMin() / own.getAverage(),
                    own.getMax() / own.getAverage(),
                    cpu.stream().map(time -> time.toNanos() / 1e6 / tokens).toList());
        }
    }

    /** @param seconds until its last answer had come, which is after the round's end */
    private record Caller(long tokens, double seconds) {}

    private Compared compare(String what, int callers, int threads, Duration round, int rounds) throws Exception {
        Asking through = this::ask;
        Asking direct = question -> engine.answer(question, MOST).tokens();
        measure(threads, round, direct);
        measure(callers, WARM_UP, through);
        var bare = new ArrayList<Round>();
        var whole = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
            bare.add(measure(threads, round, direct));
            whole.add(measure(callers, round, through));
        }
        var compared = new Compared(median(whole, Round::rate), median(bare, Round::rate));
        System.out.printf(
                Locale.ROOT,
                "%s%n  engine  %s%n  product %s%n  ratio %.2f, callers %.2f to %.2f of their mean%n",
                what,
                tell(bare),
                tell(whole),
                compared.ratio(),
                whole.stream().mapToDouble(Round::slowest).min().orElseThrow(),
                whole.stream().mapToDouble(Round::fastest).max().orElseThrow());
        return compared;
    }

    private static String tell(List<Round> rounds) {
        return String.format(
                Locale.ROOT,
                "%.0f tokens/s %s, processor ms per token: here %.3f, portal and gateway %.3f, worker %.3f",
                median(rounds, Round::rate),
                rounds.stream().map(round -> Math.round(round.rate())).toList(),
                median(rounds, round -> round.cpu().get(0)),
                median(rounds, round -> round.cpu().get(1)),
                median(rounds, round -> round.cpu().get(2)));
    }

    private interface Asking {

        /** Returns how many tokens were generated. */
        long ask(String question) throws Exception;
    }

    /** Lets {@code threads} ask again and again. */
    private Round measure(int threads, Duration duration, Asking asking) throws Exception {
        var callers = new ArrayList<Caller>();
        var before = cpu();
        var start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var loops = IntStream.range(0, threads)
                    .mapToObj(first -> pool.submit(askUntil(start + duration.toNanos(), first, asking)))
                    .toList();
            for (var loop : loops) {
                callers.add(loop.get());
            }
        }
        var seconds = secondsSince(start);
        var after = cpu();
        var used = IntStream.range(0, before.size())
                .mapToObj(i -> after.get(i).minus(before.get(i)))
                .toList();
        return Round.of(callers, seconds, used);
    }

    private List<Duration> cpu() {
        var own = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        return List.of(own, product.cpu(0), product.cpu(1));
    }

    private static Callable<Caller> askUntil(long end, int first, Asking asking) {
        return () -> {
            var start = System.nanoTime();
            long tokens = 0;
            for (int i = first; System.nanoTime() < end; i++) {
                tokens += asking.ask(QUESTIONS.get(i % QUESTIONS.size()));
            }
            return new Caller(tokens, secondsSince(start));
        };
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private long ask(String question) throws Exception {
        return tokens(stream(question));
    }

    private String stream(String question) throws IOException, InterruptedException {
        var answer = http.send(request(question), BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("The product answered %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private static long tokens(String stream) throws IOException {
        var counts = TOKENS.matcher(stream);
        if (!counts.find()) {
            throw new IOException("The product told no count: " + stream);
        }
        return Long.parseLong(counts.group(1));
    }

    private HttpRequest request(String question) {
        var body = JSON.writeValueAsBytes(Map.of(
                "model",
                MODEL,
                "messages",
                List.of(Map.of("role", "user", "content", question)),
                "stream",
                true,
                "stream_options",
                Map.of("include_usage", true),
                "max_tokens",
                MOST,
                "temperature",
                0));
        return HttpRequest.newBuilder(URI.create(product.gateway() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + product.key())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private void awaitFirstAnswer() throws Exception {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        var last = "nothing listens";
        while (System.nanoTime() < deadline) {
            try {
                stream(QUESTIONS.getFirst());
                return;
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("The product did not start within %s: %s".formatted(START_LIMIT, last));
    }

    /** Both must say the same, or their speeds say nothing. */
    private void checkTexts() throws Exception {
        for (var question : QUESTIONS) {
            var stream = stream(question);
            var text = new StringBuilder();
            stream.lines()
                    .filter(line -> line.startsWith("data: {"))
                    .map(line -> JSON.readTree(line.substring("data: ".length())))
                    .forEach(chunk ->
                            text.append(chunk.at("/choices/0/delta/content").asString("")));
            var expected = engine.answer(question, MOST);
            if (!expected.text().contentEquals(text) || expected.tokens() != tokens(stream)) {
                throw new IllegalStateException("The product and the engine answer '%s' differently: %s, %s"
                        .formatted(question, text, expected));
            }
        }
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).sorted().toArray()[rounds.size() / 2];
    }
}
