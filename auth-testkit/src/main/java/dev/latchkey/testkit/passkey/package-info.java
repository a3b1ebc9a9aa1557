/** An authenticator made of software, which can also be made to lie. */
@NullMarked
package dev.latchkey.testkit.passkey;

import org.jspecify.annotations.NullMarked;
