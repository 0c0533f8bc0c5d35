package dev.atrium.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Throughput of embeddings through the whole product (client, gateway with key, metering and forced journal, worker,
 * engine; MySQL and portal beside them, all on this machine) against the bare engine, in texts per second. Both are
 * driven by closed loops in alternating rounds of one run; the medians are compared.
 *
 * <p>Arguments: seconds per round, rounds.
 */
final class EmbeddingsBench {

    private static final String MODEL = "library/all-minilm-l6-v2";
    /** Two processes compile what they run; the first seconds measure compilers. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int CALLERS = 2 * CORES;
    private static final int BATCH = 16;
    private static final int OK = 200;
    private static final float SAME = 1e-4f;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** 16 pieces of documents of about 30 to 130 tokens per request, as they are indexed. */
    private static final List<String> DOCUMENTS = IntStream.range(0, BATCH)
            .mapToObj(i ->
                    "Section %d. Organizations publish models, share them with each other, call them through one interface and see what each call cost. "
                            .formatted(i)
                            .repeat(1 + i % 4)
                            .strip())
            .toList();

    private static final List<String> QUESTION = List.of("What does status 503 mean, and when should I retry?");

    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final WholeProduct product;
    private final BareEngine engine;

    private EmbeddingsBench(WholeProduct product, BareEngine engine) {
        this.product = product;
        this.engine = engine;
    }

    public static void main(String[] args) throws Exception {
        var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-embeddings-")
                .toAbsolutePath();
        try (var product = new WholeProduct(folder.resolve("home"));
                var engine = new BareEngine(Files.createDirectories(folder.resolve("bare")))) {
            var bench = new EmbeddingsBench(product, engine);
            bench.awaitFirstAnswer();
            bench.checkVectors();
            bench.compare(
                    "one question of %d tokens per request".formatted(engine.tokens(QUESTION.getFirst())),
                    QUESTION,
                    Duration.ofSeconds(seconds),
                    rounds);
            var tokens = DOCUMENTS.stream().mapToInt(engine::tokens).sum() / BATCH;
            var ratio = bench.compare(
                    "%d pieces of %d tokens (mean) per request".formatted(BATCH, tokens),
                    DOCUMENTS,
                    Duration.ofSeconds(seconds),
                    rounds);
            System.out.printf(Locale.ROOT, "embeddings x_engine=%.2f%n", ratio);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private double compare(String what, List<String> texts, Duration round, int rounds) throws Exception {
        var request = request(texts);
        Callable<Integer> direct = () -> engine.embed(texts).size();
        Callable<Integer> through = () -> call(request, texts.size());
        measure(CORES, round, direct);
        measure(CALLERS, WARM_UP, through);
        var bare = new ArrayList<Round>();
        var whole = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
            bare.add(measure(CORES, round, direct));
            whole.add(measure(CALLERS, round, through));
        }
        var ratio = median(whole, Round::rate) / median(bare, Round::rate);
        System.out.printf(
                Locale.ROOT, "%s%n  engine  %s%n  product %s%n  ratio %.2f%n", what, tell(bare), tell(whole), ratio);
        return ratio;
    }

    /**
     * @param rate texts per second
     * @param own  processor time of this process in ms per text; likewise of the others
     */
    private record Round(double rate, double own, double gateway, double worker) {}

    /** Lets {@code threads} do {@code work} again and again. */
    private Round measure(int threads, Duration duration, Callable<Integer> work) throws Exception {
        var done = new AtomicLong();
        var cpu = List.of(ownCpu(), product.cpu(0), product.cpu(1));
        var start = System.nanoTime();
        var end = start + duration.toNanos();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var loops = IntStream.range(0, threads)
                    .mapToObj(_ -> pool.submit(() -> {
                        while (System.nanoTime() < end) {
                            done.addAndGet(work.call());
                        }
                        return null;
                    }))
                    .toList();
            for (var loop : loops) {
                loop.get();
            }
        }
        return new Round(
                done.get() * 1e9 / (System.nanoTime() - start),
                millis(cpu.get(0), ownCpu(), done.get()),
                millis(cpu.get(1), product.cpu(0), done.get()),
                millis(cpu.get(2), product.cpu(1), done.get()));
    }

    private static double millis(Duration before, Duration after, long texts) {
        return after.minus(before).toNanos() / 1e6 / texts;
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static String tell(List<Round> rounds) {
        return String.format(
                Locale.ROOT,
                "%.0f texts/s %s, processor ms per text: here %.3f, portal and gateway %.3f, worker %.3f",
                median(rounds, Round::rate),
                rounds.stream().map(round -> Math.round(round.rate())).toList(),
                median(rounds, Round::own),
                median(rounds, Round::gateway),
                median(rounds, Round::worker));
    }

    private int call(HttpRequest request, int texts) throws Exception {
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("The product answered %d: %s"
                    .formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return texts;
    }

    private HttpRequest request(List<String> texts) {
        var body = JSON.writeValueAsBytes(Map.of("model", MODEL, "input", texts, "encoding_format", "base64"));
        return HttpRequest.newBuilder(URI.create(product.gateway() + "/v1/embeddings"))
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
                HttpResponse<String> answer = http.send(request(QUESTION), BodyHandlers.ofString());
                if (answer.statusCode() == OK) {
                    return;
                }
                last = answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("The product did not start within %s: %s".formatted(START_LIMIT, last));
    }

    /** Both must compute the same, or their speeds say nothing. */
    private void checkVectors() throws Exception {
        var answer = http.send(request(DOCUMENTS), BodyHandlers.ofByteArray());
        var data = JSON.readTree(answer.body()).path("data");
        var expected = engine.embed(DOCUMENTS);
        for (int i = 0; i < expected.size(); i++) {
            var vector = ByteBuffer.wrap(Base64.getDecoder()
                            .decode(data.get(i).path("embedding").asString()))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            for (int k = 0; k < expected.get(i).length; k++) {
                if (Math.abs(vector.get(k) - expected.get(i)[k]) > SAME) {
                    throw new IllegalStateException("The product and the engine differ in text %d".formatted(i));
                }
            }
        }
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        return rounds.stream().mapToDouble(of).sorted().toArray()[rounds.size() / 2];
    }
}
