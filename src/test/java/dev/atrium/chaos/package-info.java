/** Fault injection: {@code ./atrium chaos NAME} runs {@code NameChaos}. The last line printed is the result. */
@NullMarked
package dev.atrium.chaos;

import org.jspecify.annotations.NullMarked;
