package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.GatewayToken;
import dev.atrium.agent.Inference;
import dev.atrium.agent.SigningKey;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.WorkerId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A worker's inference listener without an engine behind it: it proves itself, checks the gateway's token, and
 * answers from the request alone, so that a test knows every count beforehand. What it should do otherwise is put
 * into a queue of {@link Script}s.
 *
 * <p>A chat or completion has {@code max_tokens} words (8 unless told); an input has as many tokens as words.
 */
public final class StandInEngine implements AutoCloseable {

    static final int DEFAULT_TOKENS = 8;
    static final JsonMapper JSON = JsonMapper.shared();

    private final SigningKey key = SigningKey.generate();
    private final WorkerId worker = WorkerId.next();
    private final Map<ProcessId, String> gateways = new ConcurrentHashMap<>();
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger hellos = new AtomicInteger();
    private final AtomicInteger canceled = new AtomicInteger();
    private final String scheme;
    private final Server server;
    private volatile Duration betweenChunks = Duration.ZERO;
    private volatile @Nullable SigningKey impostor;
    private volatile @Nullable String commonKey;
    private volatile String queued = "1";
    private volatile String load = "running=1;queued=0;slots=8";

    /** What one inference request does. */
    public interface Script {

        HttpResponse answer(ServiceRequestContext ctx, JsonNode body);
    }

    /** An inference request as it came. */
    public record Received(RequestHeaders headers, JsonNode body) {}

    /** @param port 0 for any free one */
    public StandInEngine(int port) {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), false);
    }

    /** Listens as a worker beyond loopback does: with TLS and the key that its route names. */
    static StandInEngine withTls() {
        return new StandInEngine(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), true);
    }

    private StandInEngine(InetSocketAddress at, boolean isTls) {
        scheme = isTls ? "https" : "http";
        server = (isTls
                        ? TestCertificate.listen(Server.builder(), at, key)
                        : Server.builder().http(at))
                .errorHandler((ctx, cause) -> HttpResponse.ofFailure(cause))
                .requestTimeout(Duration.ZERO)
                .maxRequestLength(0)
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                .service(
                        Inference.HELLO_PATH,
                        (ctx, request) ->
                                HttpResponse.of(request.aggregate().thenApply(body -> hello(request, body.content()))))
                .serviceUnder(
                        "/replicas",
                        (ctx, request) -> HttpResponse.of(
                                request.aggregate().thenApply(body -> infer(ctx, request, body.content()))))
                .build();
        server.start().join();
    }

    public StandInEngine() {
        this(0);
    }

    public URI address() {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    public int port() {
        return server.activeLocalPort();
    }

    public String publicKey() {
        return key.publicKey();
    }

    public WorkerId worker() {
        return worker;
    }

    /** Accepts calls of this gateway from now on. */
    public void accept(ProcessId gateway, String publicKey) {
        gateways.put(gateway, publicKey);
    }

    /** Accepts calls of every gateway that holds this key, whatever process it is. */
    public void acceptAny(String publicKey) {
        commonKey = publicKey;
    }

    private @Nullable String keyOf(ProcessId gateway) {
        return commonKey == null ? gateways.get(gateway) : commonKey;
    }

    /** The next inference requests do this, one after the other. */
    public StandInEngine then(Script script) {
        scripts.add(script);
        return this;
    }

    /** Drops what is in the queue. */
    void behave() {
        scripts.clear();
    }

    /** The pause before each chunk of a stream. */
    public void pace(Duration between) {
        betweenChunks = between;
    }

    Duration pace() {
        return betweenChunks;
    }

    /** From now on signs with a key that is not its own. */
    void pretend() {
        impostor = SigningKey.generate();
    }

    /** What it tells of its queue. */
    void queued(String value) {
        queued = value;
    }

    String queued() {
        return queued;
    }

    void load(String value) {
        load = value;
    }

    String load() {
        return load;
    }

    List<Received> received() {
        return received;
    }

    int hellos() {
        return hellos.get();
    }

    /** Streams whose reader hung up. */
    int canceled() {
        return canceled.get();
    }

    void countCanceled() {
        canceled.incrementAndGet();
    }

    @Override
    public void close() {
        server.stop().join();
    }

    private HttpResponse hello(HttpRequest request, HttpData body) {
        hellos.incrementAndGet();
        var token = token(request);
        if (GatewayToken.verify(token, worker, this::keyOf, Instant.now()).isEmpty()) {
            return error(401, "unknown_gateway", "this worker does not know that gateway");
        }
        var nonce = JSON.readValue(body.array(), Inference.HelloRequest.class).nonce();
        var signer = impostor == null ? key : impostor;
        var answer = new Inference.HelloAnswer(signer.sign(Inference.helloText(nonce, token)));
        return json(JSON.writeValueAsString(answer));
    }

    private HttpResponse infer(ServiceRequestContext ctx, HttpRequest request, HttpData content) {
        if (GatewayToken.verify(token(request), worker, this::keyOf, Instant.now())
                .isEmpty()) {
            return error(401, "unknown_gateway", "this worker does not know that gateway");
        }
        var body = JSON.readTree(content.array());
        received.add(new Received(request.headers(), body));
        var script = scripts.poll();
        return script == null ? Scripts.normal(this).answer(ctx, body) : script.answer(ctx, body);
    }

    private static String token(HttpRequest request) {
        return request.headers().get("authorization", "").replace("Bearer ", "");
    }

    static HttpResponse error(int status, String code, String message) {
        var body = Map.of("error", Map.of("message", message, "code", code, "type", "error"));
        return HttpResponse.of(
                ResponseHeaders.builder(status).contentType(MediaType.JSON).build(),
                HttpData.ofUtf8(JSON.writeValueAsString(body)));
    }

    HttpResponse json(String body) {
        return HttpResponse.of(
                ResponseHeaders.builder(HttpStatus.OK)
                        .contentType(MediaType.JSON)
                        .add(Inference.LOAD_HEADER, load)
                        .add(Inference.QUEUE_HEADER, queued)
                        .build(),
                HttpData.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
