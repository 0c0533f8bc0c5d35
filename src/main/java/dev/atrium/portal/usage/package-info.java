/** What an organization used: sums, calls, and one call with what it cost and why. */
@NullMarked
package dev.atrium.portal.usage;

import org.jspecify.annotations.NullMarked;
