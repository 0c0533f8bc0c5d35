package dev.atrium.gateway;

import dev.atrium.agent.SigningKey;
import dev.atrium.shared.ProcessId;

/**
 * As whom this gateway calls workers and reports itself.
 *
 * @param id the same after a restart
 */
record GatewayIdentity(ProcessId id, SigningKey key) {}
