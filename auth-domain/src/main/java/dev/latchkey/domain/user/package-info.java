/** Who has an account, and the one form in which an address is known. */
@NullMarked
package dev.latchkey.domain.user;

import org.jspecify.annotations.NullMarked;
