package dev.atrium.metering;

import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What single requests used, for those who paid them. The door in the gateway. */
public interface Receipts {

    /**
     * Finds the event of a request: in memory when this process has not shipped it yet, else in MySQL.
     *
     * @param blocking runs the query of MySQL
     */
    CompletableFuture<ReceiptAnswer> find(TenantId payer, RequestId request, Executor blocking);
}
