package dev.latchkey.testkit.passkey;

/**
 * What a {@link SoftwareAuthenticator}, or the browser before it, does wrong when asked to. A wrong
 * origin needs none of these, nor does the challenge of another ceremony: give it another origin,
 * or other options.
 */
public enum Lie {
  /** Client data of a creation where a showing was asked for, and the other way round. */
  OTHER_TYPE,
  /** Client data without the member {@code challenge}. */
  NO_CHALLENGE,
  /** Client data that says it comes from a frame of another origin. */
  CROSS_ORIGIN,
  /** Client data that names another origin at the top. */
  TOP_ORIGIN,
  /** Client data with one member twice, the wrong one last. */
  MEMBER_TWICE,
  /** A megabyte of client data. */
  HUGE_CLIENT_DATA,
  /** The hash of another relying party's id. */
  OTHER_RELYING_PARTY,
  /** Nobody touched it. */
  NO_USER_PRESENCE,
  /** It did not verify the user. */
  NO_USER_VERIFICATION,
  /** Backed up, and not eligible to be. */
  BACKED_UP_WITHOUT_ELIGIBILITY,
  /** Eligible for backup where it was not, and the other way round. */
  OTHER_ELIGIBILITY,
  /** A count of signatures one lower than the last. */
  COUNTER_BACK,
  /** A key of an algorithm that was not offered. */
  ALGORITHM_NOT_OFFERED,
  /** The id of the last passkey that it made, also if it is to be excluded, with a new key. */
  ID_AGAIN,
  /** An id of 1024 bytes. */
  ID_TOO_LONG,
  /** {@code id} and {@code rawId} of another passkey than the authenticator's own data. */
  OTHER_ID,
  /** A statement where there is no attestation. */
  STATEMENT_WITHOUT_ATTESTATION,
  /** Shows the passkey that it made last for this relying party, whichever are allowed. */
  NOT_ALLOWED,
  /** No user handle. */
  NO_USER_HANDLE,
  /** The user handle of somebody else. */
  OTHER_USER_HANDLE,
  /** A user handle that is none of ours. */
  STRANGE_USER_HANDLE,
  /** One bit of the signature is another. */
  TAMPERED_SIGNATURE,
  /** No signature at all, but bytes in its place. */
  GARBAGE_SIGNATURE,
  /** The authenticator's data, or the attestation around it, breaks off. */
  TRUNCATED
}
