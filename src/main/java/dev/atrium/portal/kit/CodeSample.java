package dev.atrium.portal.kit;

/**
 * One piece of code to take away.
 *
 * @param name what it is written in, such as "curl" or "Python"; also the name of its tab
 * @param code as it is copied
 */
public record CodeSample(String name, String code) {}
