package dev.atrium.gateway;

import com.linecorp.armeria.server.Server;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Builds the server that callers reach. Which knowledge, journal and engines it has is the maker's choice. */
final class ApiServer {

    private static final int HEADER_MAX_LENGTH = 32_768;
    private static final int FLUSHES_AT_ONCE = 256;

    /**
     * Who is refused before the body has come may go on sending for so long. Else their stream is reset, and clients
     * that hear of the reset first never see why.
     */
    private static final Duration LATE_BODY = Duration.ofSeconds(1);

    private ApiServer() {}

    /** @param loops also run the connections to workers, so that a request stays on one thread */
    static Server build(
            InetSocketAddress address,
            Upstreams upstreams,
            Endpoints endpoints,
            CallLog log,
            Drain drain,
            EventLoopGroup loops) {
        var settings = upstreams.settings();
        var server = Server.builder()
                .http(address)
                .workerGroup(loops, false)
                .maxRequestLength(settings.maxBody().toBytes())
                .requestTimeout(settings.bodyTimeout())
                .requestAutoAbortDelay(LATE_BODY)
                .idleTimeout(settings.headersTimeout())
                .http1MaxHeaderSize(HEADER_MAX_LENGTH)
                // What a turn of the loop writes goes out at its end, in one write to the socket.
                .childChannelPipelineCustomizer(
                        pipeline -> pipeline.addFirst(new FlushConsolidationHandler(FLUSHES_AT_ONCE, true)))
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                .errorHandler(new GatewayErrors(settings))
                .verboseResponses(false)
                .disableServerHeader()
                .disableDateHeader()
                .unloggedExceptionsReportInterval(Duration.ZERO)
                .decorator(service -> service.decorate(drain)
                        .decorate(WholeAnswers::serve)
                        .decorate(new RequestIds(upstreams.clock(), upstreams.budget(), log)));
        endpoints.register(server);
        return server.build();
    }
}
