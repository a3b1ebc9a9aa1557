/** Passkeys: the credentials of Web Authentication, Level 3 (W3C). */
@NullMarked
package dev.latchkey.domain.passkey;

import org.jspecify.annotations.NullMarked;
