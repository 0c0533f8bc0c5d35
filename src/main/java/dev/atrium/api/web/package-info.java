/**
 * What all HTTP of the portal shares: ports and which paths answer on them, headers, ids of requests, and errors
 * as problem details (RFC 9457).
 */
@NullMarked
package dev.atrium.api.web;

import org.jspecify.annotations.NullMarked;
