/** What tests of several modules share. */
@NullMarked
package dev.atrium.testing;

import org.jspecify.annotations.NullMarked;
