/**
 * Cryptography behind the domain's ports: Argon2id, signed and tagged tokens, sealed secrets,
 * chance and ids. {@link dev.latchkey.adapter.crypto.CryptoModule} opens it.
 */
@NullMarked
package dev.latchkey.adapter.crypto;

import org.jspecify.annotations.NullMarked;
