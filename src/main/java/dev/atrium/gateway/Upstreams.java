package dev.atrium.gateway;

import java.time.InstantSource;

/** What a call needs to reach engines and to be looked after. */
record Upstreams(
        Knowledge knowledge,
        Relay relay,
        Workers workers,
        Replicas replicas,
        Probes probes,
        Running running,
        GatewaySettings settings,
        InstantSource clock) {}
