package dev.latchkey.application.registration;

import dev.latchkey.application.session.OpenSession;
import dev.latchkey.application.session.OpenSession.Opened;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationEvent.AddressTaken;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationCompleted;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.user.Users.Addition;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a user of a registration whose address is proven and whose first credential is there, and
 * signs him in. The last step of every way of signing up, called inside its unit of work.
 */
public final class AdmitUser {

  /** A user with a session, or the news that somebody else has the address by now. */
  public sealed interface Admission {
    record Admitted(Opened opened, User user) implements Admission {}

    record AlreadyRegistered() implements Admission {}
  }

  /**
   * A first way in.
   *
   * @param user the id of the user to be
   * @param set gives it to the user, once he is there
   * @param proof that he is here, who has it
   */
  public record FirstCredential(
      UserId user, Consumer<User> set, Function<User, Authentication> proof) {}

  private final Users users;
  private final PasswordCredentials passwords;
  private final Outbox outbox;
  private final OpenSession openSession;
  private final IdSource ids;

  public AdmitUser(StoragePorts storage, OpenSession openSession, IdSource ids) {
    this.users = storage.users();
    this.passwords = storage.passwords();
    this.outbox = storage.outbox();
    this.openSession = openSession;
    this.ids = ids;
  }

  /** With a password. */
  public Admission admit(
      Registration registration, PasswordHash password, ClientContext client, Instant now) {
    var first =
        new FirstCredential(
            new UserId(ids.next()),
            newborn -> passwords.set(newborn.id(), password, now),
            newborn -> registration.confirmedAs(newborn, now));
    return admit(registration, first, client, now);
  }

  /** With whatever credential it is. */
  public Admission admit(
      Registration registration, FirstCredential first, ClientContext client, Instant now) {
    var newborn =
        User.born(
            first.user(), registration.email(), registration.name(), registration.language(), now);
    return switch (users.add(newborn)) {
      case Addition.Added(var user) -> admitted(registration, user, first, client, now);
      case Addition.Taken() -> {
        outbox.append(new AddressTaken(registration.id(), now), client);
        yield new Admission.AlreadyRegistered();
      }
    };
  }

  private Admission admitted(
      Registration registration,
      User user,
      FirstCredential first,
      ClientContext client,
      Instant now) {
    first.set().accept(user);
    outbox.append(new RegistrationCompleted(registration.id(), user.id(), now), client);
    outbox.append(new UserCreated(user.id(), now), client);
    Opened opened =
        openSession
            .openUntold(first.proof().apply(user), client, Optional.empty(), now)
            .orElseThrow(() -> new IllegalStateException("a newborn user has no other epoch"));
    return new Admission.Admitted(opened, user);
  }
}
