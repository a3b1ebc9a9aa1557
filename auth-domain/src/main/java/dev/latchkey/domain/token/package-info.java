/** What a client holds: refresh tokens, access tokens and the keys that sign them. */
@NullMarked
package dev.latchkey.domain.token;

import org.jspecify.annotations.NullMarked;
