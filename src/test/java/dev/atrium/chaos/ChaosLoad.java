package dev.atrium.chaos;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that send one request after the other, half of them for streams, and remember what they saw. */
final class ChaosLoad implements AutoCloseable {

    private static final int CLIENTS = 320;
    private static final int LONGEST_PROMPT = 40;
    private static final int LONGEST_ANSWER = 16;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final String secret;
    private final String model;
    private final ClientFactory factory =
            ClientFactory.builder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("load").factory());
    private final Collection<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicLong names = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(CLIENTS);
    private volatile WebClient gateway;
    private volatile boolean isEnding;

    ChaosLoad(URI gateway, String secret, String model) {
        this.secret = secret;
        this.model = model;
        this.gateway = client(gateway);
    }

    void start() {
        for (var client = 0; client < CLIENTS; client++) {
            var isStreamed = client % 2 == 0;
            scheduler.execute(() -> next(isStreamed));
        }
    }

    /** From now on requests go there. */
    void moveTo(URI address) {
        gateway = client(address);
    }

    int inFlight() {
        return inFlight.get();
    }

    int completed() {
        return completed.get();
    }

    /** Waits until every client has its last answer, and returns all that was seen. */
    Collection<Seen> end() throws InterruptedException {
        isEnding = true;
        if (!ended.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("clients still wait for answers: " + ended.getCount());
        }
        return seen;
    }

    private WebClient client(URI address) {
        return WebClient.builder("h1c://" + address.getAuthority())
                .factory(factory)
                .responseTimeout(Duration.ZERO)
                .maxResponseLength(0)
                .build();
    }

    private void next(boolean isStreamed) {
        if (isEnding) {
            ended.countDown();
            return;
        }
        var name = "chaos-" + names.incrementAndGet();
        var reader = new AnswerReader(name, isStreamed);
        inFlight.incrementAndGet();
        gateway.execute(request(name, isStreamed)).subscribe(reader);
        reader.result().thenAccept(answer -> {
            inFlight.decrementAndGet();
            seen.add(answer);
            completed.addAndGet(answer.isComplete() ? 1 : 0);
            var pause = answer.isComplete() ? Duration.ZERO : AFTER_FAILURE;
            scheduler.schedule(() -> next(isStreamed), pause.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private HttpRequest request(String name, boolean isStreamed) {
        var random = ThreadLocalRandom.current();
        var prompt = "word ".repeat(random.nextInt(1, LONGEST_PROMPT)).strip();
        var body = """
                {"model":"%s","max_tokens":%d,"stream":%b%s,"messages":[{"role":"user","content":"%s"}]}
                """.formatted(
                        model,
                        random.nextInt(1, LONGEST_ANSWER),
                        isStreamed,
                        isStreamed ? ",\"stream_options\":{\"include_usage\":true}" : "",
                        prompt);
        var headers = RequestHeaders.builder(HttpMethod.POST, "/v1/chat/completions")
                .contentType(MediaType.JSON)
                .add("authorization", "Bearer " + secret)
                .add("x-client-request-id", name)
                .build();
        return HttpRequest.of(headers, HttpData.ofUtf8(body));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        factory.close();
    }
}
