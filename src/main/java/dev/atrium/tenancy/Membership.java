package dev.atrium.tenancy;

import java.time.Instant;

/** An organization of a person, and what they are in it. */
public record Membership(Tenant tenant, MemberRole role, Instant since) {}
