/** Passkeys over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.passkey;

import org.jspecify.annotations.NullMarked;
