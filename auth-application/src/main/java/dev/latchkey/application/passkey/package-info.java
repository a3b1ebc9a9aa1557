/** Signing up and in without passwords, and the passkeys that one has. */
@NullMarked
package dev.latchkey.application.passkey;

import org.jspecify.annotations.NullMarked;
