/**
 * The agent on one machine: it joins with a token, fetches the files of its replicas, runs engines, and
 * answers the inference calls of gateways. It never talks to MySQL.
 */
@ApplicationModule(allowedDependencies = {"shared", "agent"})
@NullMarked
package dev.atrium.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
