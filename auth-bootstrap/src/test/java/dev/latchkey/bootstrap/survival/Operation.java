package dev.latchkey.bootstrap.survival;

/**
 * What one client tried, when, and what it was told. Secrets are in it as digests only; what there
 * is none of is an empty text.
 */
record Operation(
    int id,
    String client,
    Kind kind,
    String account,
    Span span,
    Outcome outcome,
    Shown shown,
    Gained gained) {

  /** From before the request left to after the answer was read, in nanoseconds of one clock. */
  record Span(long start, long end) {}

  /**
   * What was shown and asked for.
   *
   * @param secret the code, password or token
   * @param session that the token is of
   * @param target the registration that is proven, or the session to end
   * @param sets the password to be set
   */
  record Shown(String secret, String session, String target, String sets) {
    static final Shown NOTHING = new Shown("", "", "", "");

    static Shown secret(String secret) {
      return new Shown(secret, "", "", "");
    }

    static Shown token(String secret, String session) {
      return new Shown(secret, session, "", "");
    }

    Shown at(String other) {
      return new Shown(secret, session, other, sets);
    }

    Shown setting(String password) {
      return new Shown(secret, session, target, password);
    }
  }

  /**
   * What was obtained.
   *
   * @param id of a registration or session
   * @param secret the refresh token
   */
  record Gained(String id, String secret) {
    static final Gained NOTHING = new Gained("", "");
  }

  long start() {
    return span.start();
  }

  long end() {
    return span.end();
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isOk() {
    return outcome instanceof Outcome.Ok;
  }

  boolean isUnknown() {
    return outcome instanceof Outcome.Unknown;
  }

  boolean isRefused() {
    return outcome instanceof Outcome.Refused;
  }

  boolean isRefusedWith(int status) {
    return outcome instanceof Outcome.Refused refused && refused.status() == status;
  }

  /** Acknowledged or unknown. */
  boolean mayHaveHappened() {
    return !isRefused();
  }

  /** Over before the other began: whatever it did was done by then, if it was acknowledged. */
  boolean before(Operation other) {
    return end() < other.start();
  }

  /** Opened this session, for sure. */
  boolean opened(String session) {
    return isOk() && kind.opens() && gained.id().equals(session);
  }

  @Override
  public String toString() {
    return "%6d  %9.3f–%9.3f s  %-4s %-15s %-22s %s%s"
        .formatted(id, seconds(start()), seconds(end()), client, kind, account, outcome, details());
  }

  private String details() {
    return detail("shows", shown.secret())
        + detail("of session", shown.session())
        + detail("about", shown.target())
        + detail("sets", shown.sets())
        + detail("gets", gained.id())
        + detail("with", gained.secret());
  }

  private static String detail(String name, String value) {
    return value.isEmpty() ? "" : ", " + name + " " + value;
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
