package dev.latchkey.application.audit;

/**
 * What a user is told of a line of the trail about him. Less than the trail knows: why a sign-in
 * was refused is said only as far as it helps nobody who guesses.
 */
public enum ActivityKind {
  ACCOUNT_CREATED,
  ACCOUNT_IMPORTED,
  ACCOUNT_DISABLED,
  ACCOUNT_ENABLED,
  PROFILE_CHANGED,

  SIGNED_IN,
  SIGNED_IN_WITH_PASSWORD,
  SIGNED_IN_WITH_PASSKEY,
  NEW_DEVICE,
  DEVICE_FORGOTTEN,
  /** Whoever was signed in showed once more who he is. */
  REAUTHENTICATED,
  WRONG_PASSWORD,
  /** Turned away unseen, for too many wrong ones had come. */
  SIGN_IN_SLOWED,
  SIGN_IN_REFUSED,
  PASSKEY_REFUSED,
  /** Its count of signatures did not go on. */
  PASSKEY_COPIED,
  GUESSING_NOTICED,

  SIGNED_OUT,
  SIGNED_OUT_EVERYWHERE,
  SIGNED_OUT_ELSEWHERE,
  /** By the user, from another session. */
  SESSION_ENDED,
  /** There was one too many, and it was the oldest. */
  SESSION_DISPLACED,
  /** By whoever runs the server. */
  SESSIONS_CLOSED,
  /** Two parties held it. */
  SESSION_STOLEN,

  PASSWORD_CHANGED,
  PASSWORD_RESET_MAILED,
  PASSWORD_RESET,
  PASSKEY_ADDED,
  PASSKEY_RENAMED,
  PASSKEY_REMOVED,

  RECOVERY_BEGUN,
  RECOVERY_CANCELLED,
  RECOVERY_DUE,
  RECOVERY_COMPLETED,

  ADDRESS_CHANGE_REQUESTED,
  ADDRESS_CODE_REFUSED,
  ADDRESS_CHANGED,
  ADDRESS_CHANGE_UNDONE,

  /** The user said that something was not him. */
  DISAVOWED,
  DATA_EXPORTED,
  DELETION_REQUESTED,
  DELETION_UNDONE,
  DELETED,

  /** Nothing that this version has a word for. */
  OTHER
}
