package dev.atrium.gateway;

import dev.atrium.agent.SigningKey;
import dev.atrium.shared.ProcessId;

/** As whom this gateway calls workers. */
record GatewayIdentity(ProcessId id, SigningKey key) {}
