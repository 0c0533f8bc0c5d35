/**
 * The program: it starts the roles of one process, each in a Spring context of its own.
 */
@NullMarked
package dev.atrium;

import org.jspecify.annotations.NullMarked;
