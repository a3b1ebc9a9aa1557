package dev.latchkey.application;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.address.UndoAddressChange;
import dev.latchkey.application.audit.ListActivity;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.FindPassword;
import dev.latchkey.application.credential.Reauthenticate;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.credential.WeighPassword;
import dev.latchkey.application.device.ForgetDevice;
import dev.latchkey.application.device.ListDevices;
import dev.latchkey.application.leaving.EraseUsers;
import dev.latchkey.application.leaving.ExportPersonalData;
import dev.latchkey.application.leaving.FindDeletion;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.leaving.UndoDeletion;
import dev.latchkey.application.notice.DisavowHappening;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.application.recovery.AnnounceRecoveries;
import dev.latchkey.application.recovery.CancelRecovery;
import dev.latchkey.application.recovery.FindRecovery;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.EndOtherSessions;
import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.ListSessions;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.token.PublishKeys;
import dev.latchkey.application.upkeep.ReviewDeliveries;
import dev.latchkey.application.upkeep.RotateSigningKeys;
import dev.latchkey.application.user.ExportUsers;
import dev.latchkey.application.user.FindUsers;
import dev.latchkey.application.user.ImportUsers;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.RecurringTask;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * All that Latchkey can do, put together: the entrance for whoever embeds it, and for the server.
 *
 * @param passkeys empty where the ports have no ceremony for them
 * @param subscribers to be connected to the storage before anything is asked of a use-case
 * @param recurringTasks to be given to a worker
 */
public record AuthUseCases(
    StartRegistration startRegistration,
    ResendRegistrationCode resendRegistrationCode,
    VerifyRegistration verifyRegistration,
    CompleteRegistration completeRegistration,
    AuthenticateWithPassword authenticateWithPassword,
    Reauthenticate reauthenticate,
    ChangePassword changePassword,
    FindPassword findPassword,
    WeighPassword weighPassword,
    RequestPasswordReset requestPasswordReset,
    ResetPassword resetPassword,
    ResolveSession resolveSession,
    RenewSession renewSession,
    EndSession endSession,
    ListSessions listSessions,
    EndOtherSessions endOtherSessions,
    RevokeSessions revokeSessions,
    ListDevices listDevices,
    ForgetDevice forgetDevice,
    ListActivity listActivity,
    PublishKeys publishKeys,
    UpdateProfile updateProfile,
    SuspendUser suspendUser,
    FindUsers findUsers,
    ImportUsers importUsers,
    ExportUsers exportUsers,
    ReviewDeliveries reviewDeliveries,
    RotateSigningKeys rotateSigningKeys,
    CheckFreshness checkFreshness,
    RequestDeletion requestDeletion,
    UndoDeletion undoDeletion,
    FindDeletion findDeletion,
    EraseUsers eraseUsers,
    ExportPersonalData exportPersonalData,
    Optional<PasskeyUseCases> passkeys,
    DisavowHappening disavowHappening,
    RequestAddressChange requestAddressChange,
    CompleteAddressChange completeAddressChange,
    UndoAddressChange undoAddressChange,
    FindRecovery findRecovery,
    CancelRecovery cancelRecovery,
    AnnounceRecoveries announceRecoveries,
    List<EventSubscriber> subscribers,
    List<RecurringTask> recurringTasks) {

  /** Constructor calls and nothing else: no I/O happens here. */
  public static AuthUseCases assemble(AuthPorts ports, AuthPolicies policies, InstantSource time) {
    return new Assembly(ports, policies, time).assembled();
  }
}
