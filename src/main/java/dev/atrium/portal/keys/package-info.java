/** API keys: the page of an organization's keys, and what shows a new one. */
@NullMarked
package dev.atrium.portal.keys;

import org.jspecify.annotations.NullMarked;
