/** The models that an organization may call: list, page of one, code that calls it. */
@NullMarked
package dev.atrium.portal.models;

import org.jspecify.annotations.NullMarked;
