package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.atrium.metering.Usage;
import dev.atrium.shared.Money;

/** What answers say of their price. */
final class CostHeaders {

    static final String MODEL_VERSION = "x-atrium-model-version";
    static final String PRICE_VERSION = "x-atrium-price-version";
    static final String CURRENCY = "x-atrium-currency";
    static final String COST = "x-atrium-cost";

    private CostHeaders() {}

    /** What is known from the beginning. */
    static void addPrice(ResponseHeadersBuilder headers, Call call) {
        headers.add(MODEL_VERSION, call.target().fullName());
        headers.add(PRICE_VERSION, call.price().id().text());
        headers.add(CURRENCY, call.price().currency().getCurrencyCode());
    }

    /** What is known at the end, in whole units of the currency. */
    static void addCost(ResponseHeadersBuilder headers, Usage usage) {
        headers.add(COST, cost(usage));
    }

    /** The same after a stream. */
    static HttpHeaders trailers(Usage usage) {
        return HttpHeaders.of(COST, cost(usage));
    }

    private static String cost(Usage usage) {
        return new Money(usage.amountPico(), usage.currency()).toDecimal();
    }
}
