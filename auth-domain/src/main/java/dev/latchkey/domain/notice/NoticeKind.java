package dev.latchkey.domain.notice;

/**
 * What users are told of for their safety. The names are stored: one that is here keeps its name.
 * Each is rate-limited on its own, and has its texts in every message bundle of the mails.
 */
public enum NoticeKind {
  /** Somebody signed in from a device that the user never signed in from. */
  NEW_DEVICE,
  PASSWORD_CHANGED,
  /** The password was set anew by a token from a mail. */
  PASSWORD_RESET,
  /** Whoever was signed in showed the password again, as what is sensitive demands. */
  PASSWORD_SHOWN_AGAIN,
  /** So many wrong passwords came that strangers have to wait or are refused. */
  MANY_WRONG_PASSWORDS,
  /** One session or all of them were ended from another. */
  SESSION_ENDED,
  /** All sessions were ended by whoever runs the service. */
  SESSIONS_ENDED_BY_OPERATOR,
  /** A refresh token was used twice, so its session was ended. */
  SESSION_ENDED_FOR_REUSE,
  PASSKEY_ADDED,
  PASSKEY_REMOVED,
  /** A passkey counted back, so somebody may have a copy of its key; it was refused. */
  PASSKEY_COPIED,
  /** The recovery of an account without a password was stopped before it set one. */
  RECOVERY_CANCELLED
}
