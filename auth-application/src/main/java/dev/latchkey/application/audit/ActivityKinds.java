package dev.latchkey.application.audit;

import dev.latchkey.domain.address.AddressEvent;
import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.device.DeviceEvent;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.leaving.LeavingEvent;
import dev.latchkey.domain.notice.NoticeEvent;
import dev.latchkey.domain.passkey.PasskeyEvent;
import dev.latchkey.domain.recovery.RecoveryEvent;
import dev.latchkey.domain.registration.RegistrationEvent;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.token.SigningKeyEvent;
import dev.latchkey.domain.user.UserEvent;
import java.util.Optional;
import java.util.Set;

/** Which word there is for an event. */
final class ActivityKinds {
  private ActivityKinds() {}

  /**
   * Empty where another event beside this one says it all, and for what is about no user. An event
   * of a feature that is not here has the general word, and not none.
   */
  static Optional<ActivityKind> of(AuthEvent event) {
    return switch (event) {
      case UserEvent user -> Optional.of(ofUser(user));
      case CredentialEvent credential -> ofCredential(credential);
      case PasskeyEvent passkey -> Optional.of(ofPasskey(passkey));
      case SessionEvent session -> ofSession(session);
      case DeviceEvent device -> Optional.of(ofDevice(device));
      case NoticeEvent notice -> ofNotice(notice);
      case AddressEvent address -> ofAddress(address);
      case RecoveryEvent recovery -> Optional.of(ofRecovery(recovery));
      case LeavingEvent leaving -> Optional.of(ofLeaving(leaving));
      case RegistrationEvent beforeThereIsAUser -> Optional.empty();
      case SigningKeyEvent aboutNobody -> Optional.empty();
      default -> Optional.of(ActivityKind.OTHER);
    };
  }

  private static ActivityKind ofUser(UserEvent event) {
    return switch (event) {
      case UserEvent.UserCreated it -> ActivityKind.ACCOUNT_CREATED;
      case UserEvent.UserImported it -> ActivityKind.ACCOUNT_IMPORTED;
      case UserEvent.ProfileChanged it -> ActivityKind.PROFILE_CHANGED;
      case UserEvent.UserDisabled it -> ActivityKind.ACCOUNT_DISABLED;
      case UserEvent.UserEnabled it -> ActivityKind.ACCOUNT_ENABLED;
    };
  }

  private static Optional<ActivityKind> ofCredential(CredentialEvent event) {
    return switch (event) {
      case CredentialEvent.LoginRefused it -> Optional.of(refused(it.reason()));
      case CredentialEvent.GuessingNoticed it -> Optional.of(ActivityKind.GUESSING_NOTICED);
      case CredentialEvent.PasswordResetRequested aboutNobody -> Optional.empty();
      case CredentialEvent.PasswordResetOffered it ->
          Optional.of(ActivityKind.PASSWORD_RESET_MAILED);
      case CredentialEvent.PasswordReset it -> Optional.of(ActivityKind.PASSWORD_RESET);
      case CredentialEvent.PasswordChanged it -> Optional.of(ActivityKind.PASSWORD_CHANGED);
    };
  }

  /**
   * That a password was right, and refused all the same, is nobody's business who has a session.
   */
  private static ActivityKind refused(CredentialEvent.Reason reason) {
    return switch (reason) {
      case WRONG_PASSWORD -> ActivityKind.WRONG_PASSWORD;
      case SLOWED, BUDGET_SPENT -> ActivityKind.SIGN_IN_SLOWED;
      case UNKNOWN_ADDRESS, DISABLED, CHANGED_MEANWHILE, FROZEN -> ActivityKind.SIGN_IN_REFUSED;
    };
  }

  private static ActivityKind ofPasskey(PasskeyEvent event) {
    return switch (event) {
      case PasskeyEvent.PasskeyAdded it -> ActivityKind.PASSKEY_ADDED;
      case PasskeyEvent.PasskeyRenamed it -> ActivityKind.PASSKEY_RENAMED;
      case PasskeyEvent.PasskeyRemoved it -> ActivityKind.PASSKEY_REMOVED;
      case PasskeyEvent.CounterWentBack it -> ActivityKind.PASSKEY_COPIED;
      case PasskeyEvent.CeremonyRefused it -> ActivityKind.PASSKEY_REFUSED;
    };
  }

  private static Optional<ActivityKind> ofSession(SessionEvent event) {
    return switch (event) {
      case SessionEvent.SessionOpened it -> Optional.of(signedIn(it.methods()));
      case SessionEvent.Reauthenticated it -> Optional.of(ActivityKind.REAUTHENTICATED);
      case SessionEvent.RefreshTokenReused it -> Optional.of(ActivityKind.SESSION_STOLEN);
      case SessionEvent.SessionEnded it -> Optional.of(ended(it.reason()));
      case SessionEvent.AllSessionsEnded it -> allEnded(it.reason());
    };
  }

  private static ActivityKind signedIn(Set<AuthenticationMethod> methods) {
    if (methods.contains(AuthenticationMethod.POSSESSION)) {
      return ActivityKind.SIGNED_IN_WITH_PASSKEY;
    }
    return methods.contains(AuthenticationMethod.PASSWORD)
        ? ActivityKind.SIGNED_IN_WITH_PASSWORD
        : ActivityKind.SIGNED_IN;
  }

  private static ActivityKind ended(SessionEvent.Reason reason) {
    return switch (reason) {
      case LOGOUT -> ActivityKind.SIGNED_OUT;
      case LOGOUT_ALL -> ActivityKind.SIGNED_OUT_EVERYWHERE;
      case LOGOUT_OTHERS -> ActivityKind.SIGNED_OUT_ELSEWHERE;
      case REVOKED -> ActivityKind.SESSION_ENDED;
      case LIMIT -> ActivityKind.SESSION_DISPLACED;
      case REUSE -> ActivityKind.SESSION_STOLEN;
      case OPERATOR,
          USER_DISABLED,
          PASSWORD_CHANGED,
          PASSWORD_RESET,
          DISAVOWED,
          ADDRESS_CHANGED,
          ADDRESS_CHANGE_UNDONE ->
          ActivityKind.SESSIONS_CLOSED;
    };
  }

  /** What ended them all is told by an event of its own, unless that was what was wanted. */
  private static Optional<ActivityKind> allEnded(SessionEvent.Reason reason) {
    return switch (reason) {
      case PASSWORD_CHANGED,
          PASSWORD_RESET,
          DISAVOWED,
          ADDRESS_CHANGED,
          ADDRESS_CHANGE_UNDONE,
          USER_DISABLED ->
          Optional.empty();
      case LOGOUT, LOGOUT_ALL, LOGOUT_OTHERS, REVOKED, LIMIT, REUSE, OPERATOR ->
          Optional.of(ended(reason));
    };
  }

  private static ActivityKind ofDevice(DeviceEvent event) {
    return switch (event) {
      case DeviceEvent.DeviceForgotten it -> ActivityKind.DEVICE_FORGOTTEN;
      case DeviceEvent.NewDeviceUsed it -> ActivityKind.NEW_DEVICE;
    };
  }

  private static Optional<ActivityKind> ofNotice(NoticeEvent event) {
    return switch (event) {
      case NoticeEvent.NoticesGathered toldAlready -> Optional.empty();
      case NoticeEvent.HappeningDisavowed it -> Optional.of(ActivityKind.DISAVOWED);
    };
  }

  private static Optional<ActivityKind> ofAddress(AddressEvent event) {
    return switch (event) {
      case AddressEvent.AddressChangeRequested it ->
          Optional.of(ActivityKind.ADDRESS_CHANGE_REQUESTED);
      case AddressEvent.AddressCodeRefused it -> Optional.of(ActivityKind.ADDRESS_CODE_REFUSED);
      case AddressEvent.AddressChanged it -> Optional.of(ActivityKind.ADDRESS_CHANGED);
      case AddressEvent.AddressChangeUndone it -> Optional.of(ActivityKind.ADDRESS_CHANGE_UNDONE);
      case AddressEvent.AddressProofRequested besideTheRequest -> Optional.empty();
      case AddressEvent.AddressLeft besideTheChange -> Optional.empty();
      case AddressEvent.AddressWithdrawn besideTheUndoing -> Optional.empty();
    };
  }

  private static ActivityKind ofRecovery(RecoveryEvent event) {
    return switch (event) {
      case RecoveryEvent.RecoveryBegun it -> ActivityKind.RECOVERY_BEGUN;
      case RecoveryEvent.RecoveryCancelled it -> ActivityKind.RECOVERY_CANCELLED;
      case RecoveryEvent.RecoveryDue it -> ActivityKind.RECOVERY_DUE;
      case RecoveryEvent.RecoveryCompleted it -> ActivityKind.RECOVERY_COMPLETED;
    };
  }

  private static ActivityKind ofLeaving(LeavingEvent event) {
    return switch (event) {
      case LeavingEvent.DeletionRequested it -> ActivityKind.DELETION_REQUESTED;
      case LeavingEvent.DeletionUndone it -> ActivityKind.DELETION_UNDONE;
      case LeavingEvent.UserDeleted it -> ActivityKind.DELETED;
      case LeavingEvent.DataExported it -> ActivityKind.DATA_EXPORTED;
    };
  }
}
