package dev.atrium.gateway;

import dev.atrium.keys.ApiKey;
import dev.atrium.tenancy.Tenant;

/** Who calls, and who pays. */
record Caller(ApiKey key, Tenant tenant) {}
