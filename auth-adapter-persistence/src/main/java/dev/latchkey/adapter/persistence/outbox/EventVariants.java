package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.credential.CredentialEvent.GuessingNoticed;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.credential.CredentialEvent.PasswordChanged;
import dev.latchkey.domain.credential.CredentialEvent.PasswordReset;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetOffered;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetRequested;
import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.device.DeviceEvent.DeviceForgotten;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.leaving.LeavingEvent;
import dev.latchkey.domain.leaving.LeavingEvent.DataExported;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionRequested;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionUndone;
import dev.latchkey.domain.leaving.LeavingEvent.UserDeleted;
import dev.latchkey.domain.registration.RegistrationEvent;
import dev.latchkey.domain.registration.RegistrationEvent.AddressProven;
import dev.latchkey.domain.registration.RegistrationEvent.AddressTaken;
import dev.latchkey.domain.registration.RegistrationEvent.CodeRefused;
import dev.latchkey.domain.registration.RegistrationEvent.CodeRequested;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationCompleted;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationStarted;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.domain.session.SessionEvent.RefreshTokenReused;
import dev.latchkey.domain.session.SessionEvent.SessionEnded;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.SigningKeyEvent;
import dev.latchkey.domain.token.SigningKeyEvent.KeyActivated;
import dev.latchkey.domain.token.SigningKeyEvent.KeyAnnounced;
import dev.latchkey.domain.token.SigningKeyEvent.KeyRevoked;
import dev.latchkey.domain.user.UserEvent;
import dev.latchkey.domain.user.UserEvent.ProfileChanged;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserEvent.UserDisabled;
import dev.latchkey.domain.user.UserEvent.UserEnabled;
import dev.latchkey.domain.user.UserEvent.UserImported;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of events and their names on the wire. A new event gets a line here and a golden file;
 * a line that is here never changes its name.
 */
final class EventVariants {
  static final String USER = "user_id";
  private static final String REGISTRATION = "registration_id";
  private static final String RESET = "reset_id";
  private static final String SESSION = "session_id";
  private static final String DEVICE = "device_id";
  private static final String KEY = "key_id";
  static final String REASON = "reason";

  private EventVariants() {}

  static List<EventVariant<?>> all() {
    return Stream.of(
            users(),
            registrations(),
            credentials(),
            PasskeyVariants.all(),
            sessions(),
            keys(),
            leaving(),
            devices(),
            NoticeVariants.all(),
            AddressVariants.all(),
            RecoveryVariants.all())
        .<EventVariant<?>>flatMap(variants -> variants)
        .toList();
  }

  private static Stream<EventVariant<?>> users() {
    return Stream.of(
        ofUser("user.created", UserCreated.class, UserCreated::new),
        ofUser("user.imported", UserImported.class, UserImported::new),
        ofUser("user.profile-changed", ProfileChanged.class, ProfileChanged::new),
        ofUser("user.disabled", UserDisabled.class, UserDisabled::new),
        ofUser("user.enabled", UserEnabled.class, UserEnabled::new));
  }

  private static Stream<EventVariant<?>> registrations() {
    return Stream.of(
        ofRegistration("registration.started", RegistrationStarted.class, RegistrationStarted::new),
        ofRegistration("registration.code-requested", CodeRequested.class, CodeRequested::new),
        variant(
            "registration.code-refused",
            CodeRefused.class,
            (event, out) -> registration(event, out).constant(REASON, event.reason()),
            in ->
                new CodeRefused(
                    registration(in), in.constant(REASON, RegistrationEvent.Reason.class), at(in))),
        ofRegistration("registration.address-proven", AddressProven.class, AddressProven::new),
        variant(
            "registration.completed",
            RegistrationCompleted.class,
            (event, out) -> registration(event, out).id(USER, event.user().value()),
            in -> new RegistrationCompleted(registration(in), user(in), at(in))),
        ofRegistration("registration.address-taken", AddressTaken.class, AddressTaken::new));
  }

  private static Stream<EventVariant<?>> credentials() {
    return Stream.of(
        variant(
            "credential.login-refused",
            LoginRefused.class,
            (event, out) ->
                out.id(USER, event.subject().orElse(null)).constant(REASON, event.reason()),
            in -> {
              var user = in.idOrNull(USER);
              var reason = in.constant(REASON, CredentialEvent.Reason.class);
              return new LoginRefused(user == null ? null : new UserId(user), reason, at(in));
            }),
        variant(
            "credential.guessing-noticed",
            GuessingNoticed.class,
            (event, out) -> out.id(USER, event.user().value()),
            in -> new GuessingNoticed(user(in), at(in))),
        variant(
            "credential.password-reset-requested",
            PasswordResetRequested.class,
            (event, out) -> out.id(RESET, event.reset().value()),
            in -> new PasswordResetRequested(reset(in), at(in))),
        variant(
            "credential.password-reset-offered",
            PasswordResetOffered.class,
            (event, out) -> out.id(USER, event.user().value()).id(RESET, event.reset().value()),
            in -> new PasswordResetOffered(user(in), reset(in), at(in))),
        variant(
            "credential.password-reset",
            PasswordReset.class,
            (event, out) -> out.id(USER, event.user().value()),
            in -> new PasswordReset(user(in), at(in))),
        variant(
            "credential.password-changed",
            PasswordChanged.class,
            (event, out) -> out.id(USER, event.user().value()),
            in -> new PasswordChanged(user(in), at(in))));
  }

  private static Stream<EventVariant<?>> sessions() {
    return Stream.of(
        variant(
            "session.opened",
            SessionOpened.class,
            (event, out) ->
                session(event.session(), event, out).methods("methods", event.methods()),
            in -> new SessionOpened(session(in), user(in), in.methods("methods"), at(in))),
        variant(
            "session.reauthenticated",
            Reauthenticated.class,
            (event, out) ->
                session(event.session(), event, out).methods("methods", event.methods()),
            in -> new Reauthenticated(session(in), user(in), in.methods("methods"), at(in))),
        variant(
            "session.ended",
            SessionEnded.class,
            (event, out) -> session(event.session(), event, out).constant(REASON, event.reason()),
            in -> new SessionEnded(session(in), user(in), end(in), at(in))),
        variant(
            "session.all-ended",
            AllSessionsEnded.class,
            (event, out) ->
                out.id(USER, event.user().value())
                    .number("sessions", event.sessions())
                    .constant(REASON, event.reason()),
            in -> new AllSessionsEnded(user(in), in.number("sessions"), end(in), at(in))),
        variant(
            "session.refresh-token-reused",
            RefreshTokenReused.class,
            (event, out) -> session(event.session(), event, out),
            in -> new RefreshTokenReused(session(in), user(in), at(in))));
  }

  private static Stream<EventVariant<?>> keys() {
    return Stream.of(
        ofKey("signing-key.announced", KeyAnnounced.class, KeyAnnounced::new),
        ofKey("signing-key.activated", KeyActivated.class, KeyActivated::new),
        ofKey("signing-key.revoked", KeyRevoked.class, KeyRevoked::new));
  }

  private static Stream<EventVariant<?>> leaving() {
    return Stream.of(
        variant(
            "user.deletion-requested",
            DeletionRequested.class,
            (event, out) ->
                out.id(USER, event.user().value()).instant("delete_at", event.deleteAt()),
            in -> new DeletionRequested(user(in), in.instant("delete_at"), at(in))),
        variant(
            "user.deletion-undone",
            DeletionUndone.class,
            (event, out) -> out.id(USER, event.user().value()).constant("way", event.way()),
            in -> new DeletionUndone(user(in), in.constant("way", LeavingEvent.Way.class), at(in))),
        variant(
            "user.deleted",
            UserDeleted.class,
            (event, out) -> out.id(USER, event.user().value()).constant(REASON, event.reason()),
            in ->
                new UserDeleted(user(in), in.constant(REASON, LeavingEvent.Reason.class), at(in))),
        variant(
            "user.data-exported",
            DataExported.class,
            (event, out) -> out.id(USER, event.user().value()),
            in -> new DataExported(user(in), at(in))));
  }

  private static Stream<EventVariant<?>> devices() {
    return Stream.of(
        variant(
            "device.forgotten",
            DeviceForgotten.class,
            (event, out) -> out.id(USER, event.user().value()).id(DEVICE, event.device().value()),
            in -> new DeviceForgotten(user(in), new DeviceId(in.id(DEVICE)), at(in))));
  }

  private static <E extends SigningKeyEvent> EventVariant<E> ofKey(
      String type, Class<E> kind, BiFunction<KeyId, Instant, E> maker) {
    return variant(
        type,
        kind,
        (event, out) -> out.text(KEY, event.key().value()),
        in -> maker.apply(in.key(KEY), at(in)));
  }

  private static <E extends UserEvent> EventVariant<E> ofUser(
      String type, Class<E> kind, BiFunction<UserId, Instant, E> maker) {
    return variant(
        type,
        kind,
        (event, out) -> out.id(USER, event.user().value()),
        in -> maker.apply(user(in), at(in)));
  }

  private static <E extends RegistrationEvent> EventVariant<E> ofRegistration(
      String type, Class<E> kind, BiFunction<RegistrationId, Instant, E> maker) {
    return variant(
        type, kind, EventVariants::registration, in -> maker.apply(registration(in), at(in)));
  }

  static <E extends AuthEvent> EventVariant<E> variant(
      String type,
      Class<E> kind,
      BiConsumer<E, FieldWriter> writer,
      Function<FieldReader, E> reader) {
    return new EventVariant<>(type, 1, kind, writer, reader);
  }

  private static FieldWriter registration(RegistrationEvent event, FieldWriter out) {
    return out.id(REGISTRATION, event.registration().value());
  }

  private static FieldWriter session(SessionId session, SessionEvent event, FieldWriter out) {
    return out.id(SESSION, session.value()).id(USER, event.user().value());
  }

  static Instant at(FieldReader in) {
    return in.instant("at");
  }

  static UserId user(FieldReader in) {
    return new UserId(in.id(USER));
  }

  private static RegistrationId registration(FieldReader in) {
    return new RegistrationId(in.id(REGISTRATION));
  }

  private static PasswordResetId reset(FieldReader in) {
    return new PasswordResetId(in.id(RESET));
  }

  private static SessionId session(FieldReader in) {
    return new SessionId(in.id(SESSION));
  }

  private static SessionEvent.Reason end(FieldReader in) {
    return in.constant(REASON, SessionEvent.Reason.class);
  }
}
