package dev.atrium.metering;

/** What is known of the usage of one request. */
public sealed interface ReceiptAnswer {

    record Found(UsageEvent event) implements ReceiptAnswer {}

    /** The payer has no event of this request: it was refused before admission, is still running, or never was. */
    record Unknown() implements ReceiptAnswer {}

    /** Nobody can tell now, because MySQL does not answer. Asking again later may help. */
    record DatabaseAway() implements ReceiptAnswer {}
}
