package dev.atrium.keys;

/** A key fresh from issuing, the only object that ever holds its secret. */
public record IssuedKey(ApiKey key, KeySecret secret) {}
