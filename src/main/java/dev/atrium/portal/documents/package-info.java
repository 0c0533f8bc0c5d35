/** The guides of the folder {@code docs}, readable without a connection to anything else. */
@NullMarked
package dev.atrium.portal.documents;

import org.jspecify.annotations.NullMarked;
