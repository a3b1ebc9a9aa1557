package dev.latchkey.application.credential;

import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.credential.BreachedPasswords.Finding;
import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.credential.PasswordStrength;
import dev.latchkey.domain.credential.PlainPassword;
import java.util.List;
import java.util.Optional;

/**
 * Judges what somebody typed as a new password, wherever one is taken: by the rules, by the
 * dictionaries, and by what has leaked elsewhere.
 *
 * <p>It may wait for somebody else's server, so it is never called inside a unit of work. Only a
 * password that is otherwise good is looked up there; when nobody answers, it is good.
 */
public final class JudgePassword {
  private final PasswordPolicy policy;
  private final PasswordStrength strength;
  private final Optional<BreachedPasswords> breached;

  public JudgePassword(
      PasswordPolicy policy, PasswordStrength strength, Optional<BreachedPasswords> breached) {
    this.policy = policy;
    this.strength = strength;
    this.breached = breached;
  }

  /**
   * Judges it.
   *
   * @param person what goes with whom it is for
   */
  public Verdict judge(String typed, PasswordContext person) {
    return switch (judgeHere(typed, person)) {
      case Verdict.Accepted(var password) when isBreached(password) ->
          new Verdict.Refused(List.of(new Fault.Breached()));
      case Verdict.Accepted accepted -> accepted;
      case Verdict.Refused refused -> refused;
    };
  }

  /** The same by what we know ourselves: nobody else is asked. */
  Verdict judgeHere(String typed, PasswordContext person) {
    return policy.judge(typed, person, strength);
  }

  private boolean isBreached(PlainPassword password) {
    return breached.filter(there -> there.find(password) == Finding.BREACHED).isPresent();
  }
}
