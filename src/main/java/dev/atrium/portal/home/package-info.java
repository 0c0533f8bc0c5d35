/** Where people arrive. */
@NullMarked
package dev.atrium.portal.home;

import org.jspecify.annotations.NullMarked;
