package dev.atrium.worker;

import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.GatewayToken;
import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Heartbeat.AssignedFile;
import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.agent.Heartbeat.GatewayKey;
import dev.atrium.agent.Heartbeat.ReplicaReport;
import dev.atrium.agent.Join;
import dev.atrium.agent.SignedRequest;
import dev.atrium.agent.SigningKey;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** The portal's side of the workers' protocol with one gateway, over real HTTP; it checks every signature. */
final class StandInPortal implements AutoCloseable {

    static final String TOKEN = "join-token";
    static final String ANOTHER_TOKEN = "another-join-token";

    final List<WorkerId> joined = new CopyOnWriteArrayList<>();
    final List<String> ranges = new CopyOnWriteArrayList<>();
    final List<List<ReplicaReport>> reports = new CopyOnWriteArrayList<>();

    /** Changes what is sent of a file, to break it. */
    volatile UnaryOperator<byte[]> sending = content -> content;

    private final JsonMapper json = JsonMapper.shared();
    private final SigningKey gatewayKey = SigningKey.generate();
    private final ProcessId gateway = ProcessId.next();
    private final Map<WorkerId, String> keys = new ConcurrentHashMap<>();
    private final Map<WorkerId, Long> signed = new ConcurrentHashMap<>();
    private final List<String> removed = new CopyOnWriteArrayList<>();
    private final Map<Digest, byte[]> files = new ConcurrentHashMap<>();
    private final List<Assignment> wanted = new CopyOnWriteArrayList<>();
    private final Server server;
    private final int port;

    StandInPortal() {
        this(0);
    }

    StandInPortal(int port) {
        server = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .service(Join.PATH, (_, request) -> answer(request, this::join))
                .service(Heartbeat.PATH, (_, request) -> answer(request, this::heartbeat))
                .service(
                        dev.atrium.agent.Files.PATH, (context, request) -> answer(request, body -> file(context, body)))
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                .build();
        server.start().join();
        this.port = server.activeLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Assignment want(Path folder) {
        try (var all = Files.walk(folder)) {
            var assigned = new ArrayList<AssignedFile>();
            for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                var content = Files.readAllBytes(file);
                files.put(Digest.of(content), content);
                assigned.add(new AssignedFile(folder.relativize(file).toString(), Digest.of(content), content.length));
            }
            return want(new Assignment(ReplicaId.next(), "acme/model@v1", assigned));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Assignment want(Assignment assignment) {
        wanted.add(assignment);
        return assignment;
    }

    void unwant(Assignment assignment) {
        wanted.remove(assignment);
    }

    void forgetWorkers() {
        keys.clear();
    }

    /** Takes all workers out of their pool: with the first token they do not come back. */
    void removeWorkers() {
        removed.addAll(keys.values());
    }

    Optional<ReplicaReport> report(ReplicaId replica) {
        return reports.isEmpty()
                ? Optional.empty()
                : reports.getLast().stream()
                        .filter(report -> report.replica().equals(replica))
                        .findFirst();
    }

    /** What the gateway shows to {@code worker}. */
    String gatewayToken(WorkerId worker) {
        return new GatewayToken(gateway, worker, Instant.now().plusSeconds(60)).signedBy(gatewayKey);
    }

    /** Listens no more when it returns; what is left of it ends by itself. */
    @Override
    public void close() {
        server.stop();
        await().until(() -> !accepts());
    }

    private boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private interface Handler {

        HttpResponse answer(AggregatedHttpRequest request);
    }

    private static HttpResponse answer(HttpRequest request, Handler handler) {
        return HttpResponse.of(request.aggregate().thenApply(handler::answer));
    }

    private HttpResponse join(AggregatedHttpRequest request) {
        var join = json.readValue(request.content().array(), Join.Request.class);
        if (!isSigned(request, join.publicKey())) {
            return problem("bad_signature", "The signature does not fit.");
        }
        if (removed.contains(join.publicKey()) && join.token().equals(TOKEN)) {
            return problem("worker_removed", "It was removed.");
        }
        if (!List.of(TOKEN, ANOTHER_TOKEN).contains(join.token())) {
            return problem("bad_join_token", "This join token is not known.");
        }
        removed.remove(join.publicKey());
        var worker = WorkerId.next();
        keys.put(worker, join.publicKey());
        joined.add(worker);
        return ok(new Join.Answer(worker));
    }

    private HttpResponse heartbeat(AggregatedHttpRequest request) {
        var worker = request.headers().get(SignedRequest.WORKER_HEADER, "");
        var key = keys.get(WorkerId.parse(worker));
        if (key == null) {
            return problem("unknown_worker", "Worker %s is not known here. Join again.".formatted(worker));
        }
        if (!isSigned(request, key)) {
            return problem("bad_signature", "The signature does not fit.");
        }
        if (removed.contains(key)) {
            return problem("worker_removed", "It was removed.");
        }
        var time = request.headers().getLong(SignedRequest.TIME_HEADER, 0);
        if (signed.merge(WorkerId.parse(worker), time, (last, now) -> now > last ? now : -1) < 0) {
            return problem("replayed", "Not later than the last.");
        }
        reports.add(json.readValue(request.content().array(), Heartbeat.Request.class)
                .replicas());
        return ok(new Heartbeat.Answer(wanted, List.of(new GatewayKey(gateway, gatewayKey.publicKey())), 100));
    }

    private HttpResponse file(ServiceRequestContext context, AggregatedHttpRequest request) {
        var key = keys.get(WorkerId.parse(request.headers().get(SignedRequest.WORKER_HEADER, "")));
        var content = files.get(new Digest(context.pathParam("digest")));
        var replica = ReplicaId.parse(context.pathParam("replica"));
        var assigned =
                wanted.stream().anyMatch(assignment -> assignment.replica().equals(replica));
        if (key == null || !isSigned(request, key) || content == null || !assigned) {
            return HttpResponse.of(HttpStatus.NOT_FOUND);
        }
        var range = request.headers().get("range", "");
        ranges.add(range);
        var from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        var sent = sending.apply(Arrays.copyOfRange(content, from, content.length));
        var headers = ResponseHeaders.builder(range.isEmpty() ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT);
        if (from > 0) {
            headers.set("content-range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        return HttpResponse.of(headers.contentType(MediaType.OCTET_STREAM).build(), HttpData.wrap(sent));
    }

    private static boolean isSigned(AggregatedHttpRequest request, String key) {
        return SignedRequest.verifies(
                key,
                request.method().name(),
                request.path(),
                request.headers().getLong(SignedRequest.TIME_HEADER, 0),
                request.content().array(),
                request.headers().get(SignedRequest.SIGNATURE_HEADER, ""),
                Instant.now());
    }

    private HttpResponse ok(Object answer) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.wrap(json.writeValueAsBytes(answer)));
    }

    private HttpResponse problem(String code, String detail) {
        var body = Map.of("status", 401, "code", code, "detail", detail);
        return HttpResponse.of(
                HttpStatus.UNAUTHORIZED,
                MediaType.parse("application/problem+json"),
                HttpData.wrap(json.writeValueAsBytes(body)));
    }
}
