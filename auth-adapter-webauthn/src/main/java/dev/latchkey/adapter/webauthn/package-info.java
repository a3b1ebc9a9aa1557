/** Passkeys by Yubico's library, each of its answers checked before and after. */
@NullMarked
package dev.latchkey.adapter.webauthn;

import org.jspecify.annotations.NullMarked;
