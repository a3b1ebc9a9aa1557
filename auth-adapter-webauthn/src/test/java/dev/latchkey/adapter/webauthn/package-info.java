/** Passkeys under attack. */
@NullMarked
package dev.latchkey.adapter.webauthn;

import org.jspecify.annotations.NullMarked;
