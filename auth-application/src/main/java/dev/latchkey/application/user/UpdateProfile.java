package dev.latchkey.application.user;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.ProfileChanged;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes what a user is called. */
public final class UpdateProfile {

  /** The whole profile as it is to be; a name of null is no name. */
  public record Command(UserId user, @Nullable String name, ClientContext client) {}

  /** What became of it. */
  public sealed interface Outcome {
    record Updated(User user) implements Outcome {}

    record NameRefused() implements Outcome {}

    /** The user is gone meanwhile. */
    record UnknownUser() implements Outcome {}
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
    if (command.name() == null) {
      return rename(command, null);
    }
    var name = DisplayName.parse(command.name());
    return name.isEmpty() ? new Outcome.NameRefused() : rename(command, name.get());
  }

  private Outcome rename(Command command, @Nullable DisplayName name) {
    var now = time.instant();
    Optional<User> renamed =
        unit.write(
            () -> {
              var user = users.rename(command.user(), name);
              user.ifPresent(u -> outbox.append(new ProfileChanged(u.id(), now), command.client()));
              return user;
            });
    return renamed.<Outcome>map(Outcome.Updated::new).orElseGet(Outcome.UnknownUser::new);
  }
}
