/**
 * The workers' HTTP: joining, heartbeats, and the files of their replicas. Every call is signed with the worker's
 * key ({@link dev.atrium.agent.SignedRequest}); nobody else is told anything.
 */
@NullMarked
package dev.atrium.api.workers;

import org.jspecify.annotations.NullMarked;
