package dev.latchkey.domain.passkey;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens around passkeys. */
public sealed interface PasskeyEvent extends AuthEvent {

  /** The user has one more passkey. */
  record PasskeyAdded(UserId user, PasskeyId passkey, Instant at) implements PasskeyEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /** The user calls a passkey something else. */
  record PasskeyRenamed(UserId user, PasskeyId passkey, Instant at) implements PasskeyEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /** A passkey of the user signs nobody in any more. */
  record PasskeyRemoved(UserId user, PasskeyId passkey, Instant at) implements PasskeyEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /**
   * A passkey was shown whose count of signatures did not go on, and was refused: its key may have
   * been copied.
   *
   * @param stored the count that was known
   * @param told the count that came
   */
  record CounterWentBack(UserId user, PasskeyId passkey, long stored, long told, Instant at)
      implements PasskeyEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /**
   * A ceremony was refused.
   *
   * @param user whom it was about; null when that is not known, or he does not exist yet
   */
  record CeremonyRefused(@Nullable UserId user, Kind kind, Reason reason, Instant at)
      implements PasskeyEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.ofNullable(user).map(UserId::value);
    }
  }

  /** What a ceremony was for. */
  enum Kind {
    SIGNING_UP,
    ADDING,
    SIGNING_IN,
    REAUTHENTICATING
  }

  /** Why it was refused; for the trail only, and no business of the client. */
  enum Reason {
    /** Never begun, used, expired, for something else, or of somebody else. */
    CEREMONY,
    /** Nobody has this passkey. */
    UNKNOWN_CREDENTIAL,
    /** It is another user's than the one that was expected. */
    OTHER_USER,
    /** Somebody has this credential, or had it. */
    TAKEN,
    /** The user has as many as he may have. */
    FULL,
    DISABLED,
    /** The account changed while the passkey was being checked. */
    CHANGED_MEANWHILE,
    MALFORMED,
    TYPE,
    CHALLENGE,
    ORIGIN,
    RELYING_PARTY,
    USER_PRESENCE,
    USER_VERIFICATION,
    BACKUP,
    ALGORITHM,
    CREDENTIAL,
    SIGNATURE;

    /** A flaw in what an authenticator answered. */
    public static Reason of(PasskeyCeremony.Flaw flaw) {
      return switch (flaw) {
        case MALFORMED -> MALFORMED;
        case TYPE -> TYPE;
        case CHALLENGE -> CHALLENGE;
        case ORIGIN -> ORIGIN;
        case RELYING_PARTY -> RELYING_PARTY;
        case USER_PRESENCE -> USER_PRESENCE;
        case USER_VERIFICATION -> USER_VERIFICATION;
        case BACKUP -> BACKUP;
        case ALGORITHM -> ALGORITHM;
        case CREDENTIAL -> CREDENTIAL;
        case SIGNATURE -> SIGNATURE;
      };
    }
  }
}
