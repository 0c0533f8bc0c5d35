package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.metering.Journal;
import java.util.concurrent.atomic.AtomicInteger;

/** Admits no more requests than can run at once and be recorded. Whoever is admitted will not lack room later. */
final class Admit implements DecoratingHttpServiceFunction {

    private final Journal journal;
    private final int limit;
    private final AtomicInteger inFlight;

    /** @param inFlight counts the admitted requests that are not settled yet */
    Admit(Journal journal, int limit, AtomicInteger inFlight) {
        this.journal = journal;
        this.limit = limit;
        this.inFlight = inFlight;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var call = Call.of(ctx);
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            return Refusal.of(call, Problems.overloaded(limit));
        }
        var reservation = journal.reserve();
        if (reservation.isEmpty()) {
            inFlight.decrementAndGet();
            return Refusal.of(call, Problems.journalFull());
        }
        var admission = new Admission(reservation.get(), inFlight);
        call.admission(admission);
        try {
            return delegate.serve(ctx, request);
        } catch (Throwable e) {
            admission.close();
            throw e;
        }
    }
}
