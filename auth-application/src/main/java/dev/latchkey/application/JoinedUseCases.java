package dev.latchkey.application;

import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.application.user.UpdateProfile;
import java.time.InstantSource;

/**
 * The use-cases that may be part of a transaction of their caller: his customer and our account are
 * there together or not at all.
 *
 * <p>Only those are here that a rollback deprives of nothing that has to stay. Signing in,
 * renewing, signing out and revoking are not: a theft that was noticed and a session that was ended
 * stay so, whatever becomes of the caller's own work. Take those from {@link AuthUseCases}.
 *
 * <p>Until the caller has committed, nothing that he was told is true: he gives no token away
 * before.
 */
public record JoinedUseCases(
    StartRegistration startRegistration,
    ResendRegistrationCode resendRegistrationCode,
    VerifyRegistration verifyRegistration,
    CompleteRegistration completeRegistration,
    UpdateProfile updateProfile,
    SuspendUser suspendUser) {

  /**
   * Constructor calls and nothing else: no I/O happens here.
   *
   * @param ports with a storage whose units join the transactions of their callers
   */
  public static JoinedUseCases assemble(
      AuthPorts ports, AuthPolicies policies, InstantSource time) {
    var all = AuthUseCases.assemble(ports, policies, time);
    return new JoinedUseCases(
        all.startRegistration(),
        all.resendRegistrationCode(),
        all.verifyRegistration(),
        all.completeRegistration(),
        all.updateProfile(),
        all.suspendUser());
  }
}
