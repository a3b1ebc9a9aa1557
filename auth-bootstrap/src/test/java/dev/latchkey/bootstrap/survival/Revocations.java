package dev.latchkey.bootstrap.survival;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which sessions and passwords of an account are over, since when, and by whose word. */
final class Revocations {
  private final History history;
  private final String account;
  private final List<Operation> operations;

  Revocations(History history, String account) {
    this.history = history;
    this.account = account;
    this.operations = history.of(account);
  }

  /** The first acknowledged operation that ended the session for sure; it was over by its end. */
  Optional<Operation> ofSession(String session) {
    var opener = history.opener(account, session);
    return earliest(operations.stream().filter(each -> surelyEnds(each, session, opener)));
  }

  private boolean surelyEnds(Operation each, String session, Optional<Operation> opener) {
    if (each.is(Kind.REFRESH)) {
      return each.shown().session().equals(session) && isSureReuse(each);
    }
    if (!each.isOk()) {
      return false;
    }
    var own = each.shown().session().equals(session);
    return switch (each.kind()) {
      case LOGOUT -> own;
      case END_SESSION -> each.shown().target().equals(session);
      case LOGOUT_ALL -> own || opener.filter(open -> open.before(each)).isPresent();
      case CHANGE_PASSWORD, RESET_PASSWORD ->
          !each.gained().id().equals(session)
              && (own || opener.filter(open -> isOutdatedBy(open, each)).isPresent());
      default -> false;
    };
  }

  /** Opened before, or with a password that was replaced: then a later opening is refused. */
  private boolean isOutdatedBy(Operation opener, Operation change) {
    return opener.before(change)
        || (opener.is(Kind.LOGIN) && replaces(change, opener.shown().secret()));
  }

  /** The first acknowledged operation that put another password in the place of this one. */
  Optional<Operation> ofPassword(String password) {
    return earliest(operations.stream().filter(each -> each.isOk() && replaces(each, password)));
  }

  private boolean replaces(Operation change, String password) {
    if (!change.kind().replacesPassword() || change.shown().sets().equals(password)) {
      return false;
    }
    var shownAsCurrent =
        change.is(Kind.CHANGE_PASSWORD) && change.shown().secret().equals(password);
    return shownAsCurrent
        || history.setter(account, password).filter(set -> set.before(change)).isPresent();
  }

  /**
   * A refused renewal that must have been recognised as a reuse: the token was spent longer ago
   * than the grace, or its successor was traded. Whoever is told so has ended the session.
   */
  private boolean isSureReuse(Operation refused) {
    return refused.isRefusedWith(401)
        && renewalsWith(refused.shown().secret())
            .anyMatch(
                first ->
                    first.end() + Promises.grace(history).toNanos() < refused.start()
                        || renewalsWith(first.gained().secret())
                            .anyMatch(trade -> trade.before(refused)));
  }

  private Stream<Operation> renewalsWith(String token) {
    return operations.stream()
        .filter(each -> each.is(Kind.REFRESH) && each.isOk())
        .filter(each -> each.shown().secret().equals(token));
  }

  /** Whether anything else that began before the end of this use may have ended the session. */
  boolean mayHaveEnded(String session, Operation use) {
    return operations.stream()
        .filter(each -> each.id() != use.id() && each.start() < use.end())
        .anyMatch(each -> mayEnd(each, session));
  }

  /** Whether anything at all may have. */
  boolean mayHaveEnded(String session) {
    return operations.stream().anyMatch(each -> mayEnd(each, session));
  }

  private boolean mayEnd(Operation each, String session) {
    var own = each.shown().session().equals(session);
    return switch (each.kind()) {
      case REFRESH -> own && !each.isOk();
      case LOGOUT -> own && each.mayHaveHappened();
      case END_SESSION -> each.shown().target().equals(session) && each.mayHaveHappened();
      case LOGOUT_ALL, CHANGE_PASSWORD, RESET_PASSWORD ->
          each.mayHaveHappened()
              && !each.gained().id().equals(session)
              && !isSurelyBeforeOpening(each, session);
      default -> false;
    };
  }

  private boolean isSurelyBeforeOpening(Operation each, String session) {
    return each.isOk() && history.opener(account, session).filter(each::before).isPresent();
  }

  /** Whether anything that began before this instant may have made the password worth nothing. */
  boolean mayHaveReplaced(String password, Operation setter, Operation login) {
    return operations.stream()
        .filter(each -> each.id() != setter.id() && each.start() < login.end())
        .filter(Operation::mayHaveHappened)
        .anyMatch(each -> mayOutdate(each, password, setter, login));
  }

  private static boolean mayOutdate(
      Operation each, String password, Operation setter, Operation login) {
    if (each.is(Kind.LOGOUT_ALL)) {
      // A sign-in that is under way meanwhile is refused.
      return each.isUnknown() || !each.before(login);
    }
    var replaces = each.kind().replacesPassword() && !each.shown().sets().equals(password);
    return replaces && (each.isUnknown() || !each.before(setter));
  }

  private static Optional<Operation> earliest(Stream<Operation> revocations) {
    return revocations.min(Comparator.comparingLong(Operation::end));
  }
}
