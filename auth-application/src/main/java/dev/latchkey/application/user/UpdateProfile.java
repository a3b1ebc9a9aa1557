package dev.latchkey.application.user;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.ProfileChanged;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes what a user is called, and in which language he is written to. */
public final class UpdateProfile {

  /** The whole profile as it is to be; what is null is not in it any more. */
  public record Command(
      UserId user, @Nullable String name, @Nullable String language, ClientContext client) {}

  /** What became of it. */
  public sealed interface Outcome {
    record Updated(User user) implements Outcome {}

    record Refused(Set<Fault> faults) implements Outcome {}

    /** The user is gone meanwhile. */
    record UnknownUser() implements Outcome {}
  }

  /** What can be wrong with what was typed. */
  public enum Fault {
    NAME_INVALID,
    LANGUAGE_INVALID
  }

  private final UnitOfWork unit;
  private final Users users;
  private final Outbox outbox;
  private final InstantSource time;

  public UpdateProfile(UnitOfWork unit, Users users, Outbox outbox, InstantSource time) {
    this.unit = unit;
    this.users = users;
    this.outbox = outbox;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var name = Optional.ofNullable(command.name()).flatMap(DisplayName::parse);
    var language = Optional.ofNullable(command.language()).flatMap(Language::parse);
    var faults = EnumSet.noneOf(Fault.class);
    if (command.name() != null && name.isEmpty()) {
      faults.add(Fault.NAME_INVALID);
    }
    if (command.language() != null && language.isEmpty()) {
      faults.add(Fault.LANGUAGE_INVALID);
    }
    return faults.isEmpty()
        ? change(command, name.orElse(null), language.orElse(null))
        : new Outcome.Refused(faults);
  }

  private Outcome change(Command command, @Nullable DisplayName name, @Nullable Language language) {
    var now = time.instant();
    Optional<User> changed =
        unit.write(
            () -> {
              var user = users.changeProfile(command.user(), name, language);
              user.ifPresent(u -> outbox.append(new ProfileChanged(u.id(), now), command.client()));
              return user;
            });
    return changed.<Outcome>map(Outcome.Updated::new).orElseGet(Outcome.UnknownUser::new);
  }
}
