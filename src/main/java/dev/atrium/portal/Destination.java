package dev.atrium.portal;

/**
 * Something that the command palette finds.
 *
 * @param text    how it reads, translated
 * @param address where it is, relative to the portal
 */
public record Destination(String text, String address) {}
