package dev.latchkey.adapter.http.routing;

/** Who may call a route. There is no default: every route says it. */
public enum Access {
  /** No credential is needed; one that is there is not looked at before the route asks for it. */
  ANYONE,
  /** Needs an access token whose session stands; anything else is answered with 401. */
  SIGNED_IN,
  /**
   * The same, and the user must have signed in a moment ago by the token itself; an older one is
   * answered with 401 and what to do about it (RFC 9470). For what cannot be taken back.
   */
  FRESHLY_SIGNED_IN,
  /**
   * Only in local mode, and only for a caller on this machine who came without a proxy and named us
   * by a loopback name; for all others the route does not exist.
   */
  LOCAL_ONLY;

  /** Whether nobody gets through without an access token whose session stands. */
  public boolean isForUsers() {
    return this == SIGNED_IN || this == FRESHLY_SIGNED_IN;
  }
}
