package dev.latchkey.application;

import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.device.DevicePolicy;
import dev.latchkey.domain.leaving.LeavingPolicy;
import dev.latchkey.domain.notice.NoticePolicy;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.StepUpPolicy;
import dev.latchkey.domain.token.SigningKeyPolicy;
import dev.latchkey.domain.token.TokenPolicy;
import java.time.Duration;

/** The rules that an operator may set, all in one hand. */
public record AuthPolicies(
    RegistrationPolicy registration,
    PasswordPolicy password,
    LockoutPolicy lockout,
    DevicePolicy devices,
    PasswordResetPolicy passwordReset,
    SessionPolicy session,
    TokenPolicy token,
    SigningKeyPolicy signingKeys,
    StepUpPolicy stepUp,
    LeavingPolicy leaving,
    PasskeyPolicy passkeys,
    NoticePolicy notices,
    AddressPolicy address,
    RecoveryPolicy recovery) {

  /** The defaults of every rule, as documented in configuration.md. */
  public static AuthPolicies standard() {
    return new AuthPolicies(
        RegistrationPolicy.standard(),
        new PasswordPolicy(PasswordPolicy.STANDARD_MINIMUM),
        LockoutPolicy.standard(),
        DevicePolicy.standard(),
        PasswordResetPolicy.standard(),
        new SessionPolicy(Duration.ofDays(30), Duration.ofDays(90), Duration.ofSeconds(10), 50),
        new TokenPolicy(Duration.ofMinutes(15)),
        new SigningKeyPolicy(Duration.ofDays(30), Duration.ofMinutes(5), Duration.ofMinutes(15)),
        new StepUpPolicy(Duration.ofMinutes(5)),
        LeavingPolicy.standard(),
        PasskeyPolicy.standard(),
        NoticePolicy.standard(),
        AddressPolicy.standard(),
        RecoveryPolicy.standard());
  }
}
