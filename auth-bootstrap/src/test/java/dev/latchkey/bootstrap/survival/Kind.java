package dev.latchkey.bootstrap.survival;

/** What clients do. */
enum Kind {
  REGISTER,
  VERIFY,
  LOGIN,
  REFRESH,
  ME,
  LIST_SESSIONS,
  CHANGE_PASSWORD,
  REQUEST_RESET,
  RESET_PASSWORD,
  LOGOUT,
  LOGOUT_ALL,
  END_SESSION,
  ADD_PASSKEY,
  PASSKEY_LOGIN;

  /** Whether it makes a session. */
  boolean opens() {
    return this == VERIFY || this == LOGIN || this == CHANGE_PASSWORD || this == PASSKEY_LOGIN;
  }

  /** Whether it puts a password in the place of another. */
  boolean replacesPassword() {
    return this == CHANGE_PASSWORD || this == RESET_PASSWORD;
  }

  /** Whether it ends all sessions that the account had. */
  boolean endsAll() {
    return this == LOGOUT_ALL || replacesPassword();
  }
}
