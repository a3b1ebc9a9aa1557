/**
 * What an access token must look like to hold, said once for whoever issues and for whoever only
 * verifies. Shared with {@code auth-adapter-crypto}; not for anybody else, and free to change.
 */
@NullMarked
package dev.latchkey.verifier.internal;

import org.jspecify.annotations.NullMarked;
