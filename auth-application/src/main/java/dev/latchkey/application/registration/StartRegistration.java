package dev.latchkey.application.registration;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationStarted;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the sign-up of an address.
 *
 * <p>What happens here is the same whether the address has an account or not, to the last
 * statement: only the mail, written later by a worker, tells its reader which it was.
 */
public final class StartRegistration {

  /** What was typed. Without a password, the first credential is set after verification. */
  public record Command(
      String email, @Nullable String password, @Nullable String name, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** Started, or all that is wrong with what was typed. */
  public sealed interface Outcome {
    record Started(RegistrationId id, Instant expiresAt) implements Outcome {}

    record Refused(Set<Fault> faults) implements Outcome {}
  }

  /** What can be wrong with what was typed. */
  public enum Fault {
    EMAIL_INVALID,
    NAME_INVALID,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG
  }

  private final UnitOfWork unit;
  private final Registrations registrations;
  private final Outbox outbox;
  private final PasswordHasher hasher;
  private final IdSource ids;
  private final Policies policies;
  private final InstantSource time;

  public StartRegistration(
      UnitOfWork unit,
      Registrations registrations,
      Outbox outbox,
      PasswordHasher hasher,
      IdSource ids,
      Policies policies,
      InstantSource time) {
    this.unit = unit;
    this.registrations = registrations;
    this.outbox = outbox;
    this.hasher = hasher;
    this.ids = ids;
    this.policies = policies;
    this.time = time;
  }

  /** The two policies that a sign-up answers to. */
  public record Policies(RegistrationPolicy registration, PasswordPolicy password) {}

  public Outcome handle(Command command) {
    var typed = read(command);
    return typed.faults().isEmpty()
        ? start(typed, command.client())
        : new Outcome.Refused(typed.faults());
  }

  private record Typed(
      Optional<EmailAddress> email,
      Optional<DisplayName> name,
      Optional<PlainPassword> password,
      Set<Fault> faults) {}

  private Typed read(Command command) {
    var faults = EnumSet.noneOf(Fault.class);
    var email = EmailAddress.parse(command.email());
    if (email.isEmpty()) {
      faults.add(Fault.EMAIL_INVALID);
    }
    var name = Optional.ofNullable(command.name()).flatMap(DisplayName::parse);
    if (command.name() != null && name.isEmpty()) {
      faults.add(Fault.NAME_INVALID);
    }
    var password = Optional.ofNullable(command.password()).flatMap(p -> accepted(p, faults));
    return new Typed(email, name, password, faults);
  }

  private Optional<PlainPassword> accepted(String typed, Set<Fault> faults) {
    return switch (policies.password().judge(typed)) {
      case Verdict.Accepted(var password) -> Optional.of(password);
      case Verdict.Refused(var fault) -> {
        faults.add(
            switch (fault) {
              case TOO_SHORT -> Fault.PASSWORD_TOO_SHORT;
              case TOO_LONG -> Fault.PASSWORD_TOO_LONG;
            });
        yield Optional.empty();
      }
    };
  }

  private Outcome start(Typed typed, ClientContext client) {
    var now = time.instant();
    Optional<PasswordHash> hash = typed.password().map(hasher::hash);
    var registration =
        Registration.start(
            new RegistrationId(ids.next()),
            typed.email().orElseThrow(),
            typed.name().orElse(null),
            hash.orElse(null),
            policies.registration(),
            now);
    return unit.write(
        () -> {
          registrations.add(registration);
          outbox.append(new RegistrationStarted(registration.id(), now), client);
          return new Outcome.Started(registration.id(), registration.lifetime().expiresAt());
        });
  }
}
