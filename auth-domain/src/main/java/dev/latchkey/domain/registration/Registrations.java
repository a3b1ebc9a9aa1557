package dev.latchkey.domain.registration;

import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The attempts to register that are not yet forgotten. Each owns at most one live code. */
public interface Registrations {

  /** Adds a registration as it was started. */
  void add(Registration registration);

  /** The registration, however it stands; empty when there is none. */
  Optional<Registration> find(RegistrationId id);

  /**
   * Asks for another mail. At most one caller in a cool-down gets true; the start counts as the
   * first asking. False too when the registration is over or unknown.
   */
  boolean requestCode(RegistrationId id, Duration coolDown, Instant now);

  /**
   * Gives the registration this code, with all its answers, in place of the one before, which is
   * dead from now on. False when the registration is over or unknown.
   */
  boolean mint(RegistrationId id, NewCode code, Instant now);

  /**
   * Answers a code. Counts the answer and decides in one step: of any number of callers with the
   * right code, exactly one sees {@link Redemption.Proven}; a code is dead after its last wrong
   * answer, at the instant it expires, and once it was answered rightly.
   *
   * <p>A registration that carries no password stays open for {@link #complete}, under the given
   * continuation; it may be proven again with a newer code, and the newer continuation counts.
   *
   * @param candidates digests of what was answered
   * @param continuation digest of the secret that binds the completion to this caller
   */
  Redemption redeem(
      RegistrationId id, List<CodeDigest> candidates, NewContinuation continuation, Instant now);

  /**
   * The registration that {@link #complete} would give whoever holds this continuation; empty where
   * that would be. Decides nothing: somebody else may complete it meanwhile.
   */
  Optional<Registration> findProven(RegistrationId id, SecretDigest continuation, Instant now);

  /**
   * Completes a proven registration for whoever holds its continuation. Of any number of callers
   * exactly one gets the registration; empty when it is over, unproven, unknown, or the
   * continuation is another or has expired.
   */
  Optional<Registration> complete(RegistrationId id, SecretDigest continuation, Instant now);

  /** Forgets registrations that were over before this instant; answers how many. */
  int purge(Instant overBefore);

  /** A code as it is minted. */
  record NewCode(CodeDigest digest, Instant expiresAt, int wrongAnswers) {}

  /** A continuation as it is handed out. */
  record NewContinuation(SecretDigest digest, Instant expiresAt) {}

  /** What became of an answer. */
  sealed interface Redemption {
    /**
     * The address is proven. With a password the registration is also completed: the caller makes
     * it a user in the same unit.
     */
    record Proven(Registration registration) implements Redemption {}

    /** Wrong; the code may have died of it. */
    record Wrong() implements Redemption {}

    /** There is no live code: none was sent, it is used, expired or dead, or nobody registered. */
    record Dead() implements Redemption {}
  }
}
