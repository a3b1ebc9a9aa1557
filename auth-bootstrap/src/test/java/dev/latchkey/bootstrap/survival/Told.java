package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Letter.Purpose;
import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import dev.latchkey.bootstrap.survival.Operation.Span;
import dev.latchkey.bootstrap.survival.Snapshot.Line;
import dev.latchkey.bootstrap.survival.Snapshot.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A history made by hand, of one account. Each operation lasts a second and begins two seconds
 * after the one before, unless a test says otherwise; the database tells what a good server would
 * have stored, unless a test spoils it.
 */
final class Told {
  static final String ACCOUNT = "ada@example.com";
  static final Outcome OK = new Outcome.Ok();
  static final Outcome REFUSED = new Outcome.Refused(401, "refused");
  static final Outcome UNKNOWN = new Outcome.Unknown(0, "killed");
  private static final String USER = "user-of-ada";
  private static final long SECOND = 1_000_000_000L;

  private final List<Operation> operations = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final Map<String, Row> sessions = new HashMap<>();
  private final Map<String, String> registrations = new HashMap<>();
  private final Map<String, String> users = new HashMap<>();
  private final Map<String, String> passkeys = new HashMap<>();
  private final List<Line> audit = new ArrayList<>();
  private final List<String> parked = new ArrayList<>();
  private long now;

  /** Registered and verified: session {@code s0}, refresh token {@code r0}, password {@code p0}. */
  static Told ada() {
    var told = new Told();
    told.add(Kind.REGISTER, OK, Shown.NOTHING, new Gained("g0", ""));
    told.mailed(Purpose.CODE, "c0");
    told.add(Kind.VERIFY, OK, new Shown("c0", "", "g0", "p0"), new Gained("s0", "r0"));
    told.mailed(Purpose.WELCOME, "");
    told.registrations.put("g0", ACCOUNT);
    told.users.put(ACCOUNT, USER);
    told.audit("registration.started", "g0", "", "");
    told.audit("registration.address-proven", "g0", "", "");
    told.audit("registration.completed", "g0", USER, "");
    told.opened("s0");
    return told;
  }

  /** A sign-in with this password, that opens this session with this refresh token. */
  Told login(String password, String session, String refresh) {
    add(Kind.LOGIN, OK, Shown.secret(password), new Gained(session, refresh));
    opened(session);
    return this;
  }

  /** A refused one is on the trail, unless a test says otherwise. */
  Told refusedLogin(String password) {
    return loginWith(password, REFUSED).audit("credential.login-refused", USER, USER, "");
  }

  Told loginWith(String password, Outcome outcome) {
    return add(Kind.LOGIN, outcome, Shown.secret(password), Gained.NOTHING);
  }

  Told refresh(String session, String shown, String gained) {
    add(Kind.REFRESH, OK, Shown.token(shown, session), new Gained(session, gained));
    var row = row(session);
    return stored(session, row.generation() + 1, row.ended());
  }

  /** A repetition: it is acknowledged, and nothing new is stored. */
  Told repeat(String session, String shown, String gained) {
    return add(Kind.REFRESH, OK, Shown.token(shown, session), new Gained(session, gained));
  }

  Told refreshWith(String session, String shown, Outcome outcome) {
    return add(Kind.REFRESH, outcome, Shown.token(shown, session), Gained.NOTHING);
  }

  Told me(String session, Outcome outcome) {
    return add(Kind.ME, outcome, Shown.token("access", session), Gained.NOTHING);
  }

  Told logout(String session) {
    add(Kind.LOGOUT, OK, Shown.token("access", session), Gained.NOTHING);
    return ended(session);
  }

  Told logoutAll(String session) {
    add(Kind.LOGOUT_ALL, OK, Shown.token("access", session), Gained.NOTHING);
    audit("session.all-ended", USER, USER, "LOGOUT_ALL");
    return allEnded();
  }

  /** Session {@code after} goes on. */
  Told change(String session, String current, String wanted, String after) {
    allEnded();
    add(
        Kind.CHANGE_PASSWORD,
        OK,
        Shown.token(current, session).setting(wanted),
        new Gained(after, "r-" + after));
    audit("credential.password-changed", USER, USER, "");
    mailed(Purpose.PASSWORD_CHANGED, "");
    opened(after);
    return this;
  }

  /** Added in this session, by a ceremony that no other operation has. */
  Told addPasskey(String session, String passkey) {
    var shown = Shown.token("making of " + passkey, session);
    add(Kind.ADD_PASSKEY, OK, shown, new Gained(passkey, ""));
    passkeys.put(passkey, USER);
    return audit("passkey.added", passkey, USER, "");
  }

  Told passkeyLogin(String ceremony, String session) {
    add(Kind.PASSKEY_LOGIN, OK, Shown.secret(ceremony), new Gained(session, "r-" + session));
    opened(session);
    return this;
  }

  Told passkeyLoginWith(String ceremony, Outcome outcome) {
    return add(Kind.PASSKEY_LOGIN, outcome, Shown.secret(ceremony), Gained.NOTHING);
  }

  Told requestReset(String token) {
    add(Kind.REQUEST_RESET, OK, Shown.NOTHING, Gained.NOTHING);
    audit("credential.password-reset-requested", "request of " + token, "", "");
    return mailed(Purpose.RESET, token);
  }

  Told reset(String token, String wanted) {
    add(Kind.RESET_PASSWORD, OK, Shown.secret(token).setting(wanted), Gained.NOTHING);
    audit("credential.password-reset", USER, USER, "");
    mailed(Purpose.PASSWORD_RESET, "");
    return allEnded();
  }

  Told add(Kind kind, Outcome outcome, Shown shown, Gained gained) {
    now += SECOND;
    var span = new Span(now, now + SECOND);
    now += SECOND;
    var id = operations.size();
    operations.add(new Operation(id, "c1", kind, ACCOUNT, span, outcome, shown, gained));
    return this;
  }

  /** The newest operation began together with the one before it. */
  Told atOnce() {
    var last = operations.removeLast();
    var before = operations.getLast();
    operations.add(
        new Operation(
            last.id(),
            "c2",
            last.kind(),
            ACCOUNT,
            new Span(before.start(), last.end()),
            last.outcome(),
            last.shown(),
            last.gained()));
    return this;
  }

  Told later(Duration time) {
    now += time.toNanos();
    return this;
  }

  Told mailed(Purpose purpose, String secret) {
    letters.add(new Letter(ACCOUNT, now, purpose, secret));
    return this;
  }

  Told lost(Purpose purpose) {
    letters.removeIf(letter -> letter.is(purpose));
    return this;
  }

  Told audit(String type, String about, String user, String reason) {
    audit.add(new Line(type, about, user, reason));
    return this;
  }

  Told unaudited(String type) {
    audit.removeIf(line -> line.is(type));
    return this;
  }

  private void opened(String session) {
    stored(session, 0, false);
    audit("session.opened", session, USER, "");
  }

  private Told ended(String session) {
    audit("session.ended", session, USER, "LOGOUT");
    return stored(session, row(session).generation(), true);
  }

  private Told allEnded() {
    sessions.replaceAll((session, row) -> new Row(USER, row.generation(), true));
    return this;
  }

  Told stored(String session, int generation, boolean ended) {
    sessions.put(session, new Row(USER, generation, ended));
    return this;
  }

  private Row row(String session) {
    return Optional.ofNullable(sessions.get(session)).orElseThrow();
  }

  Told unstored(String id) {
    sessions.remove(id);
    registrations.remove(id);
    users.remove(id);
    passkeys.remove(id);
    return this;
  }

  Told parked(String delivery) {
    parked.add(delivery);
    return this;
  }

  Told trouble(Trouble trouble) {
    troubles.add(trouble);
    return this;
  }

  /** The promises that are broken, once each. */
  List<String> broken() {
    return broken(Duration.ZERO);
  }

  List<String> broken(Duration skew) {
    return findings(skew).violations().stream().map(Violation::promise).distinct().toList();
  }

  Findings findings(Duration skew) {
    var snapshot = new Snapshot(users, registrations, sessions, passkeys, audit, List.of(), parked);
    return Checker.check(new History(operations, letters, snapshot, troubles, skew));
  }
}
