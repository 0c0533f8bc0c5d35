package dev.atrium.registry;

/** Who may see and call a model without a grant. */
public enum Visibility {
    PRIVATE,
    PUBLIC
}
