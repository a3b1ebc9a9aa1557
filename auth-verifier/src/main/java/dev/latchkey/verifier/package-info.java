/**
 * Checks access tokens where they are used: in a service that trusts Latchkey's published keys and
 * asks nobody about a single token. {@link dev.latchkey.verifier.AccessTokenVerifier} does it.
 */
@NullMarked
package dev.latchkey.verifier;

import org.jspecify.annotations.NullMarked;
