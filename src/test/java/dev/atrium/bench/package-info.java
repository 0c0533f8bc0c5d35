/** Measurements: {@code ./atrium bench NAME} runs {@code NameBench}. The last line printed is the result. */
@NullMarked
package dev.atrium.bench;

import org.jspecify.annotations.NullMarked;
