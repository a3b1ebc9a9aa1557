/** Passkeys and their ceremonies in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.passkey;

import org.jspecify.annotations.NullMarked;
