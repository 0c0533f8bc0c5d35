package dev.atrium.worker;

import com.linecorp.armeria.common.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** An answer on its way from a model to a caller. */
interface CallersAnswer extends ChatModel.Listener {

    /** What the caller gets; done once it begins. */
    CompletableFuture<HttpResponse> response();

    /** The caller is gone. Safe to call at any time. */
    void left();
}
