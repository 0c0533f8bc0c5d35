package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageStatus;
import dev.atrium.shared.Problem;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Serves an answer in one piece: it is read to its end, recorded, and then sent. */
final class PlainServing extends Serving {

    private static final byte[] NOTHING = {};

    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    private byte[] content = NOTHING;
    private int length;

    PlainServing(Call call, Upstreams upstreams) {
        super(call, upstreams);
    }

    @Override
    HttpResponse response() {
        return HttpResponse.of(response);
    }

    /** Nothing: an engine that is asked for one piece and told to stop has sent none. */
    @Override
    Quantities received() {
        return Quantities.NONE;
    }

    @Override
    void breakOff(Problem problem) {
        response.complete(ApiError.response(problem));
    }

    @Override
    public void begun(String contentType) {
        call().markFirstByte();
        beginsToSend();
        allow(settings().idleTimeout());
    }

    @Override
    public void content(ByteBuf part) {
        allow(settings().idleTimeout());
        var more = part.readableBytes();
        var longest = settings().maxAnswer().toBytes();
        if ((long) length + more > longest) {
            stop(UsageStatus.FAILED, Problems.answerTooLong(longest));
            return;
        }
        if (!makeRoom(length + more)) {
            stop(UsageStatus.FAILED, Problems.memoryFull(settings().bufferBytes()));
            return;
        }
        part.readBytes(content, length, more);
        length += more;
    }

    private boolean makeRoom(int needed) {
        if (needed <= content.length) {
            return true;
        }
        var roomy = length == 0 ? needed : Math.max(2 * content.length, needed);
        if (!call().hold(roomy - content.length)) {
            return false;
        }
        content = Arrays.copyOf(content, roomy);
        return true;
    }

    @Override
    public void ended() {
        if (LargeJson.is(length)) {
            CompletableFuture.supplyAsync(() -> EngineUsage.read(content, 0, length), parsing())
                    .thenAcceptAsync(this::answered, loop());
        } else {
            answered(EngineUsage.read(content, 0, length));
        }
    }

    private void answered(Optional<EngineUsage> answer) {
        if (answer.isEmpty() || answer.get().failed()) {
            failed(Problems.engineFailed());
            return;
        }
        var outcome = new Outcome(
                UsageStatus.COMPLETED, used(answer.get()), answer.get().finishReason(), null);
        settle(outcome, this::send);
    }

    private Quantities used(EngineUsage answer) {
        return answer.used() != null
                ? answer.used()
                : new Quantities(
                        Quantities.tokensIn(call().ask().textLength()),
                        Quantities.tokensIn(answer.textLength()),
                        false);
    }

    private void send(Usage usage) {
        if (usage.status() != UsageStatus.COMPLETED) {
            breakOff(Problems.engineFailed());
            return;
        }
        var headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.JSON)
                .contentLength(length);
        CostHeaders.addPrice(headers, call());
        CostHeaders.addCost(headers, usage);
        response.complete(HttpResponse.of(headers.build(), HttpData.wrap(content, 0, length)));
    }
}
