package dev.latchkey.application.registration;

import dev.latchkey.application.credential.JudgePassword;
import dev.latchkey.domain.credential.PasswordContext;
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
import java.util.List;
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

    /** With what is wrong with the password, if anything is. */
    record Refused(Set<Fault> faults, List<PasswordPolicy.Fault> password) implements Outcome {}
  }

  /** What can be wrong with the rest of what was typed. */
  public enum Fault {
    EMAIL_INVALID,
    NAME_INVALID
  }

  private final UnitOfWork unit;
  private final Registrations registrations;
  private final Outbox outbox;
  private final PasswordHasher hasher;
  private final IdSource ids;
  private final Rules rules;
  private final InstantSource time;

  public StartRegistration(
      UnitOfWork unit,
      Registrations registrations,
      Outbox outbox,
      PasswordHasher hasher,
      IdSource ids,
      Rules rules,
      InstantSource time) {
    this.unit = unit;
    this.registrations = registrations;
    this.outbox = outbox;
    this.hasher = hasher;
    this.ids = ids;
    this.rules = rules;
    this.time = time;
  }

  /** What a sign-up answers to. */
  public record Rules(RegistrationPolicy registration, JudgePassword judgePassword) {}

  public Outcome handle(Command command) {
    var email = EmailAddress.parse(command.email());
    var name = Optional.ofNullable(command.name()).flatMap(DisplayName::parse);
    var verdict = Optional.ofNullable(command.password()).map(typed -> judge(typed, email, name));
    var faults = faults(command, email, name);
    var ofPassword = verdict.map(Verdict::faults).orElse(List.of());
    return faults.isEmpty() && ofPassword.isEmpty()
        ? start(new Typed(email.orElseThrow(), name, accepted(verdict)), command.client())
        : new Outcome.Refused(faults, ofPassword);
  }

  private record Typed(
      EmailAddress email, Optional<DisplayName> name, Optional<PlainPassword> password) {}

  /** Before anything is looked up: it takes as long whether the address has an account or not. */
  private Verdict judge(String typed, Optional<EmailAddress> email, Optional<DisplayName> name) {
    var person =
        email
            .map(address -> PasswordContext.of(address, name.orElse(null)))
            .orElseGet(PasswordContext::none);
    return rules.judgePassword().judge(typed, person);
  }

  private static Set<Fault> faults(
      Command command, Optional<EmailAddress> email, Optional<DisplayName> name) {
    var faults = EnumSet.noneOf(Fault.class);
    if (email.isEmpty()) {
      faults.add(Fault.EMAIL_INVALID);
    }
    if (command.name() != null && name.isEmpty()) {
      faults.add(Fault.NAME_INVALID);
    }
    return faults;
  }

  private static Optional<PlainPassword> accepted(Optional<Verdict> verdict) {
    return verdict
        .filter(Verdict.Accepted.class::isInstance)
        .map(accepted -> ((Verdict.Accepted) accepted).password());
  }

  private Outcome start(Typed typed, ClientContext client) {
    var now = time.instant();
    Optional<PasswordHash> hash = typed.password().map(hasher::hash);
    var registration =
        Registration.start(
            new RegistrationId(ids.next()),
            typed.email(),
            typed.name().orElse(null),
            client.language(),
            hash.orElse(null),
            rules.registration(),
            now);
    return unit.write(
        () -> {
          registrations.add(registration);
          outbox.append(new RegistrationStarted(registration.id(), now), client);
          return new Outcome.Started(registration.id(), registration.lifetime().expiresAt());
        });
  }
}
