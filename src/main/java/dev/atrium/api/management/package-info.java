/**
 * The management port: what the operator on this machine sees and does, with the token of the installation.
 */
@NullMarked
package dev.atrium.api.management;

import org.jspecify.annotations.NullMarked;
