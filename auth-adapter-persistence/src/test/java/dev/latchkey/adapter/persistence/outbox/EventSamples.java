package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressEvent;
import dev.latchkey.domain.address.AddressEvent.AddressChangeRequested;
import dev.latchkey.domain.address.AddressEvent.AddressChangeUndone;
import dev.latchkey.domain.address.AddressEvent.AddressChanged;
import dev.latchkey.domain.address.AddressEvent.AddressCodeRefused;
import dev.latchkey.domain.address.AddressEvent.AddressLeft;
import dev.latchkey.domain.address.AddressEvent.AddressProofRequested;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.credential.CredentialEvent.GuessingNoticed;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.credential.CredentialEvent.PasswordChanged;
import dev.latchkey.domain.credential.CredentialEvent.PasswordReset;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetOffered;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetRequested;
import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.device.DeviceEvent.DeviceForgotten;
import dev.latchkey.domain.device.DeviceEvent.NewDeviceUsed;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.leaving.LeavingEvent;
import dev.latchkey.domain.leaving.LeavingEvent.DataExported;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionRequested;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionUndone;
import dev.latchkey.domain.leaving.LeavingEvent.UserDeleted;
import dev.latchkey.domain.notice.NoticeEvent.HappeningDisavowed;
import dev.latchkey.domain.notice.NoticeEvent.NoticesGathered;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.passkey.PasskeyEvent;
import dev.latchkey.domain.passkey.PasskeyEvent.CeremonyRefused;
import dev.latchkey.domain.passkey.PasskeyEvent.CounterWentBack;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyAdded;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRemoved;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRenamed;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryBegun;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCancelled;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCompleted;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryDue;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.registration.RegistrationEvent;
import dev.latchkey.domain.registration.RegistrationEvent.AddressProven;
import dev.latchkey.domain.registration.RegistrationEvent.AddressTaken;
import dev.latchkey.domain.registration.RegistrationEvent.CodeRefused;
import dev.latchkey.domain.registration.RegistrationEvent.CodeRequested;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationCompleted;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationStarted;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.domain.session.SessionEvent.RefreshTokenReused;
import dev.latchkey.domain.session.SessionEvent.SessionEnded;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.SigningKeyEvent.KeyActivated;
import dev.latchkey.domain.token.SigningKeyEvent.KeyAnnounced;
import dev.latchkey.domain.token.SigningKeyEvent.KeyRevoked;
import dev.latchkey.domain.user.UserEvent.ProfileChanged;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserEvent.UserDisabled;
import dev.latchkey.domain.user.UserEvent.UserEnabled;
import dev.latchkey.domain.user.UserEvent.UserImported;
import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Each kind of event, with each of its reasons once. */
final class EventSamples {
  private static final Instant AT = Instant.parse("2026-11-02T10:15:30.123456Z");
  private static final UserId USER = new UserId(uuid(1));
  private static final RegistrationId REGISTRATION = new RegistrationId(uuid(2));
  private static final SessionId SESSION = new SessionId(uuid(3));
  private static final PasswordResetId RESET = new PasswordResetId(uuid(4));
  private static final PasskeyId PASSKEY = new PasskeyId(uuid(5));
  private static final DeviceId DEVICE = new DeviceId(uuid(5));
  private static final EventId NOTICE = new EventId(uuid(6));
  private static final AddressChangeId CHANGE = new AddressChangeId(uuid(5));
  private static final RecoveryId RECOVERY = new RecoveryId(uuid(6));
  private static final KeyId KEY = new KeyId("2026-11-Kq3_x");

  private EventSamples() {}

  static List<AuthEvent> all() {
    return Stream.of(
            users(),
            registrations(),
            credentials(),
            passkeys(),
            sessions(),
            keys(),
            leaving(),
            devices(),
            notices(),
            addresses(),
            recoveries())
        .<AuthEvent>flatMap(events -> events)
        .toList();
  }

  private static Stream<AuthEvent> users() {
    return Stream.of(
        new UserCreated(USER, AT),
        new UserImported(USER, AT),
        new ProfileChanged(USER, AT),
        new UserDisabled(USER, AT),
        new UserEnabled(USER, AT));
  }

  private static Stream<AuthEvent> registrations() {
    return Stream.concat(
        Stream.of(
            new RegistrationStarted(REGISTRATION, AT),
            new CodeRequested(REGISTRATION, AT),
            new AddressProven(REGISTRATION, AT),
            new RegistrationCompleted(REGISTRATION, USER, AT),
            new AddressTaken(REGISTRATION, AT)),
        each(RegistrationEvent.Reason.class, reason -> new CodeRefused(REGISTRATION, reason, AT)));
  }

  private static Stream<AuthEvent> credentials() {
    return Stream.concat(
        Stream.of(
            new LoginRefused(null, CredentialEvent.Reason.UNKNOWN_ADDRESS, AT),
            new GuessingNoticed(USER, AT),
            new PasswordResetRequested(RESET, AT),
            new PasswordResetOffered(USER, RESET, AT),
            new PasswordReset(USER, AT),
            new PasswordChanged(USER, AT)),
        each(CredentialEvent.Reason.class, reason -> new LoginRefused(USER, reason, AT)));
  }

  private static Stream<AuthEvent> passkeys() {
    return Stream.of(
            Stream.of(
                new PasskeyAdded(USER, PASSKEY, AT),
                new PasskeyRenamed(USER, PASSKEY, AT),
                new PasskeyRemoved(USER, PASSKEY, AT),
                new CounterWentBack(USER, PASSKEY, 4_294_967_295L, 7, AT)),
            each(
                PasskeyEvent.Kind.class,
                kind -> new CeremonyRefused(null, kind, PasskeyEvent.Reason.CEREMONY, AT)),
            each(
                PasskeyEvent.Reason.class,
                reason -> new CeremonyRefused(USER, PasskeyEvent.Kind.SIGNING_IN, reason, AT)))
        .<AuthEvent>flatMap(events -> events);
  }

  private static Stream<AuthEvent> sessions() {
    var methods = Set.copyOf(Arrays.asList(AuthenticationMethod.values()));
    return Stream.of(
            Stream.of(
                new SessionOpened(SESSION, USER, methods, AT),
                new Reauthenticated(SESSION, USER, methods, AT),
                new RefreshTokenReused(SESSION, USER, AT)),
            each(SessionEvent.Reason.class, reason -> new SessionEnded(SESSION, USER, reason, AT)),
            each(SessionEvent.Reason.class, reason -> new AllSessionsEnded(USER, 3, reason, AT)))
        .<AuthEvent>flatMap(events -> events);
  }

  private static Stream<AuthEvent> keys() {
    return Stream.of(new KeyAnnounced(KEY, AT), new KeyActivated(KEY, AT), new KeyRevoked(KEY, AT));
  }

  private static Stream<AuthEvent> leaving() {
    return Stream.of(
            Stream.of(
                new DeletionRequested(USER, AT.plus(Duration.ofDays(7)), AT),
                new DataExported(USER, AT)),
            each(LeavingEvent.Way.class, way -> new DeletionUndone(USER, way, AT)),
            each(LeavingEvent.Reason.class, reason -> new UserDeleted(USER, reason, AT)))
        .<AuthEvent>flatMap(events -> events);
  }

  private static Stream<AuthEvent> devices() {
    return Stream.of(new DeviceForgotten(USER, DEVICE, AT));
  }

  private static Stream<AuthEvent> notices() {
    return Stream.of(
            Stream.of(new NewDeviceUsed(USER, DEVICE, AT)),
            each(NoticeKind.class, kind -> new NoticesGathered(USER, NOTICE, kind, 19, AT)),
            each(
                NoticeKind.class,
                kind -> new HappeningDisavowed(USER, kind, AT.minusSeconds(60), AT)))
        .<AuthEvent>flatMap(events -> events);
  }

  private static Stream<AuthEvent> addresses() {
    return Stream.concat(
        Stream.of(
            new AddressChangeRequested(USER, CHANGE, AT),
            new AddressProofRequested(USER, CHANGE, AT),
            new AddressChanged(USER, CHANGE, AT),
            new AddressLeft(USER, CHANGE, AT),
            new AddressChangeUndone(USER, CHANGE, AT),
            new AddressWithdrawn(USER, CHANGE, AT)),
        each(
            AddressEvent.Reason.class, reason -> new AddressCodeRefused(USER, CHANGE, reason, AT)));
  }

  private static Stream<AuthEvent> recoveries() {
    return Stream.of(
        new RecoveryBegun(USER, RECOVERY, AT.plus(Duration.ofDays(1)), AT),
        new RecoveryCancelled(USER, RECOVERY, AT),
        new RecoveryDue(USER, RECOVERY, AT),
        new RecoveryCompleted(USER, RECOVERY, AT));
  }

  private static <R extends Enum<R>> Stream<AuthEvent> each(
      Class<R> reasons, Function<R, AuthEvent> maker) {
    return Arrays.stream(reasons.getEnumConstants()).map(maker);
  }

  private static UUID uuid(int number) {
    return UUID.fromString("0193a5f0-0000-7000-8000-00000000000" + number);
  }
}
