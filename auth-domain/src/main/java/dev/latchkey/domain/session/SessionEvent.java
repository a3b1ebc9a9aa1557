package dev.latchkey.domain.session;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What happens to sessions. */
public sealed interface SessionEvent extends AuthEvent {

  UserId user();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(user().value());
  }

  /** Somebody signed in. */
  record SessionOpened(
      SessionId session, UserId user, Set<AuthenticationMethod> methods, Instant at)
      implements SessionEvent {
    public SessionOpened {
      methods = Set.copyOf(methods);
    }
  }

  /** One session was ended. */
  record SessionEnded(SessionId session, UserId user, Reason reason, Instant at)
      implements SessionEvent {}

  /** Whoever holds the session showed anew who he is. */
  record Reauthenticated(
      SessionId session, UserId user, Set<AuthenticationMethod> methods, Instant at)
      implements SessionEvent {
    public Reauthenticated {
      methods = Set.copyOf(methods);
    }
  }

  /**
   * Every session of the user was ended at once, but perhaps the one in which he acts; so many of
   * them were alive.
   */
  record AllSessionsEnded(UserId user, int sessions, Reason reason, Instant at)
      implements SessionEvent {}

  /** A spent refresh token came back after its grace: two parties held this session. */
  record RefreshTokenReused(SessionId session, UserId user, Instant at) implements SessionEvent {}

  /** Why a session ended. */
  enum Reason {
    LOGOUT,
    REUSE,
    USER_DISABLED,
    OPERATOR,
    /** The user signed out everywhere. */
    LOGOUT_ALL,
    /** The user ended this one from another. */
    REVOKED,
    PASSWORD_CHANGED,
    /** There was one session too many, and this was the oldest. */
    LIMIT,
    /** The password was set anew by a token from a mail. */
    PASSWORD_RESET,
    /** The user said that something was not him. */
    DISAVOWED,
    /** The account has another address; the session in which that was done goes on. */
    ADDRESS_CHANGED,
    /** By a token from the mail to the address before, the account has that one again. */
    ADDRESS_CHANGE_UNDONE,
    /** The user signed out everywhere else; the session in which he did that goes on. */
    LOGOUT_OTHERS
  }
}
