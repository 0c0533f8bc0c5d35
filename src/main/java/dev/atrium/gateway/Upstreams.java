package dev.atrium.gateway;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What a call needs to reach engines and to be looked after.
 *
 * @param budget  for bodies and collected answers
 * @param parsing reads long JSON away from the event loops
 */
record Upstreams(
        Knowledge knowledge,
        Relay relay,
        Workers workers,
        Replicas replicas,
        Probes probes,
        Running running,
        ByteBudget budget,
        Executor parsing,
        GatewaySettings settings,
        InstantSource clock) {}
