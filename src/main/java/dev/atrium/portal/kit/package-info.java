/**
 * The components that every page is made of. They take texts that are translated already; what they say of their
 * own comes from the keys {@code kit.*} of the bundles. How a page is made of them: {@code docs/portal-pages.md}.
 */
@NullMarked
package dev.atrium.portal.kit;

import org.jspecify.annotations.NullMarked;
