package dev.latchkey.domain.credential;

/**
 * Knows passwords that were published in leaks of other services.
 *
 * <p>Asked over a network, so never inside a unit of work. Nobody there learns the password or its
 * whole hash. An answer comes soon or not at all: that is {@link Finding#UNANSWERED}, and no
 * exception, since nobody is kept from registering because somebody else is away.
 */
public interface BreachedPasswords {

  /** Asks for one. */
  Finding find(PlainPassword password);

  /** What is known of a password. */
  enum Finding {
    BREACHED,
    NOT_FOUND,
    /** Too late, broken, or away. */
    UNANSWERED
  }
}
