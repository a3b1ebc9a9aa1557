package dev.latchkey.application.notification;

import dev.latchkey.domain.credential.CredentialEvent.GuessingNoticed;
import dev.latchkey.domain.credential.CredentialEvent.PasswordChanged;
import dev.latchkey.domain.credential.CredentialEvent.PasswordReset;
import dev.latchkey.domain.device.DeviceEvent.NewDeviceUsed;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.passkey.PasskeyEvent.CounterWentBack;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyAdded;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRemoved;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCancelled;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.domain.session.SessionEvent.RefreshTokenReused;
import dev.latchkey.domain.session.SessionEvent.SessionEnded;
import dev.latchkey.domain.user.UserId;
import java.util.Optional;

/**
 * Which events users are told of for their safety, and as what. The one place to add another,
 * beside its {@link NoticeKind} and the texts of the mail.
 */
record Occasion(NoticeKind kind, UserId user) {

  /** Empty when nobody is told. */
  static Optional<Occasion> of(AuthEvent event) {
    return switch (event) {
      case NewDeviceUsed used -> told(NoticeKind.NEW_DEVICE, used.user());
      case PasswordChanged changed -> told(NoticeKind.PASSWORD_CHANGED, changed.user());
      case PasswordReset reset -> told(NoticeKind.PASSWORD_RESET, reset.user());
      case Reauthenticated shown when shown.methods().contains(AuthenticationMethod.PASSWORD) ->
          told(NoticeKind.PASSWORD_SHOWN_AGAIN, shown.user());
      case GuessingNoticed noticed -> told(NoticeKind.MANY_WRONG_PASSWORDS, noticed.user());
      case RefreshTokenReused reused -> told(NoticeKind.SESSION_ENDED_FOR_REUSE, reused.user());
      case SessionEnded ended when ended.reason() == Reason.REVOKED ->
          told(NoticeKind.SESSION_ENDED, ended.user());
      case AllSessionsEnded ended -> ofAll(ended);
      case PasskeyAdded added -> told(NoticeKind.PASSKEY_ADDED, added.user());
      case PasskeyRemoved removed -> told(NoticeKind.PASSKEY_REMOVED, removed.user());
      case CounterWentBack copied -> told(NoticeKind.PASSKEY_COPIED, copied.user());
      case RecoveryCancelled stopped -> told(NoticeKind.RECOVERY_CANCELLED, stopped.user());
      default -> Optional.empty();
    };
  }

  /** Other reasons have notices of their own; and who signs out his only session needs none. */
  private static Optional<Occasion> ofAll(AllSessionsEnded ended) {
    return switch (ended.reason()) {
      case LOGOUT_ALL ->
          ended.sessions() > 1 ? told(NoticeKind.SESSION_ENDED, ended.user()) : Optional.empty();
      case LOGOUT_OTHERS ->
          ended.sessions() > 0 ? told(NoticeKind.SESSION_ENDED, ended.user()) : Optional.empty();
      case OPERATOR ->
          ended.sessions() > 0
              ? told(NoticeKind.SESSIONS_ENDED_BY_OPERATOR, ended.user())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Occasion> told(NoticeKind kind, UserId user) {
    return Optional.of(new Occasion(kind, user));
  }
}
