/**
 * Trying models. A call goes to a gateway over HTTP with a short-lived key, through everything that the call of a
 * program goes through, so it is metered and charged alike. What was written and answered is kept nowhere.
 */
@NullMarked
package dev.atrium.portal.playground;

import org.jspecify.annotations.NullMarked;
