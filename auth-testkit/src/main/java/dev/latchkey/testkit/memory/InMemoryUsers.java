package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.User.Epoch;
import dev.latchkey.domain.user.User.Status;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class InMemoryUsers implements Users {
  private final InMemoryState state;

  InMemoryUsers(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Addition add(User user) {
    return state.with(
        rows -> {
          if (isTaken(rows, user.email())) {
            return new Addition.Taken();
          }
          if (rows.users.putIfAbsent(user.id(), user) != null) {
            throw new IllegalStateException("there is a user with this id");
          }
          return new Addition.Added(user);
        });
  }

  private static boolean isTaken(Rows rows, EmailAddress email) {
    return owner(rows, email).isPresent() || InMemoryAddressChanges.keeper(rows, email).isPresent();
  }

  @Override
  public boolean isTaken(EmailAddress email) {
    return state.with(rows -> isTaken(rows, email));
  }

  static Optional<User> owner(Rows rows, EmailAddress email) {
    return rows.users.values().stream().filter(user -> user.email().equals(email)).findFirst();
  }

  @Override
  public Optional<User> find(UserId id) {
    return state.with(rows -> Optional.ofNullable(rows.users.get(id)));
  }

  @Override
  public Optional<User> findByEmail(EmailAddress email) {
    return state.with(rows -> owner(rows, email));
  }

  @Override
  public Optional<User> changeProfile(
      UserId id, @Nullable DisplayName name, @Nullable Language language) {
    change(id, user -> true, user -> described(user, name, language));
    return find(id);
  }

  @Override
  public boolean disable(UserId id) {
    return change(id, User::isActive, user -> with(user, Status.DISABLED, next(user.epoch())));
  }

  @Override
  public boolean enable(UserId id) {
    return change(id, user -> !user.isActive(), user -> with(user, Status.ACTIVE, user.epoch()));
  }

  @Override
  public boolean raiseEpoch(UserId id) {
    return change(id, user -> true, user -> with(user, user.status(), next(user.epoch())));
  }

  @Override
  public Optional<User.Epoch> raiseEpoch(UserId id, User.Epoch seen) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.users.get(id))
                .filter(user -> user.isActive() && user.epoch().equals(seen))
                .map(
                    user -> {
                      var raised = with(user, user.status(), next(seen));
                      rows.users.put(id, raised);
                      return raised.epoch();
                    }));
  }

  @Override
  public Page<User> list(@Nullable UserId after, int limit) {
    return Keyset.page(
        state.with(rows -> sortedAfter(rows, after)), limit, user -> user.id().value());
  }

  private static List<User> sortedAfter(Rows rows, @Nullable UserId after) {
    return rows.users.values().stream()
        .filter(
            user -> after == null || Keyset.BY_BITS.compare(user.id().value(), after.value()) > 0)
        .sorted(Comparator.comparing(user -> user.id().value(), Keyset.BY_BITS))
        .toList();
  }

  private boolean change(UserId id, Predicate<User> when, UnaryOperator<User> change) {
    return state.with(
        rows -> {
          var user = rows.users.get(id);
          if (user == null || !when.test(user)) {
            return false;
          }
          rows.users.put(id, change.apply(user));
          return true;
        });
  }

  static User raised(User user) {
    return with(user, user.status(), next(user.epoch()));
  }

  private static Epoch next(Epoch epoch) {
    return new Epoch(epoch.value() + 1);
  }

  private static User with(User user, Status status, Epoch epoch) {
    return new User(
        user.id(),
        user.email(),
        user.name(),
        user.language(),
        status,
        epoch,
        user.roles(),
        user.createdAt());
  }

  private static User described(
      User user, @Nullable DisplayName name, @Nullable Language language) {
    return new User(
        user.id(),
        user.email(),
        name,
        language,
        user.status(),
        user.epoch(),
        user.roles(),
        user.createdAt());
  }
}
