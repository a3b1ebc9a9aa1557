/** Cancelling the recovery of an account without a password, over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.recovery;

import org.jspecify.annotations.NullMarked;
