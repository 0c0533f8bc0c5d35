/**
 * An append-only log in segments on the disk of one process, with one committer that forces many records at
 * once. It knows nothing of usage: records are a number, a type and bytes.
 *
 * <p>Room is set aside before it is needed, in files that are already written, so that a full disk is found out
 * when a record is announced and not when it comes.
 */
@NullMarked
package dev.atrium.metering.log;

import org.jspecify.annotations.NullMarked;
