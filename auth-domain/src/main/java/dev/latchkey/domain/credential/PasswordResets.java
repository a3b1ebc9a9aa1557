package dev.latchkey.domain.credential;

import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The requests for a new password that are not yet forgotten; at most one for each address, whether
 * it has an account or not. Each owns at most one token.
 */
public interface PasswordResets {

  /**
   * Notes a request in place of the one before for the same address, whose token is dead from now
   * on. The same statement whether the address has an account or not.
   */
  void request(PasswordResetRequest request);

  /** The request, however it stands; empty when there is none or a newer one took its place. */
  Optional<PasswordResetRequest> find(PasswordResetId id);

  /**
   * Gives the request a token for this user as he is now, in place of the one before, which is dead
   * from now on. False when the request is over or replaced, and when the user has changed since he
   * was read: no longer active, or in another epoch.
   */
  boolean mint(PasswordResetId id, User user, NewToken token, Instant now);

  /**
   * Whose token this is, if {@link #spend} would take it now. Decides nothing: whoever asks spares
   * himself the work for a token that is worth nothing.
   *
   * @param candidates digests of what was presented
   */
  Optional<UserId> owner(List<CodeDigest> candidates, Instant now);

  /**
   * Spends a token and answers whose it is. Of any number of callers exactly one gets the user, who
   * stays locked until the unit ends; empty for a token that is unknown, replaced, used or expired,
   * and for one whose user has changed since it was minted: every change of a credential, the end
   * of all his sessions and his suspension raise his epoch.
   *
   * @param candidates digests of what was presented
   */
  Optional<UserId> spend(List<CodeDigest> candidates, Instant now);

  /**
   * Forgets requests that were over, and their tokens too, before this instant; answers how many.
   */
  int purge(Instant overBefore);

  /** A token as it is minted. */
  record NewToken(CodeDigest digest, Instant expiresAt) {}
}
