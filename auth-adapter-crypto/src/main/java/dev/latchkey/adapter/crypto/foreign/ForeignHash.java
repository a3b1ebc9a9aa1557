package dev.latchkey.adapter.crypto.foreign;

/** A hash that another system made, well-formed, and of a cost that we are willing to pay. */
public sealed interface ForeignHash permits Argon2Hash, Bcrypt, BcryptOfSha256, Pbkdf2, Scrypt {

  /** Whether it is the hash of these bytes. Slow on purpose: call it where slow work belongs. */
  boolean matches(byte[] password);
}
