package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.PasswordCredential;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class InMemoryPasswordCredentials implements PasswordCredentials {
  private final InMemoryState state;

  InMemoryPasswordCredentials(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Optional<PasswordCredential> findByEmail(EmailAddress email) {
    return state.with(
        rows ->
            InMemoryUsers.owner(rows, email)
                .flatMap(
                    owner ->
                        Optional.ofNullable(rows.passwords.get(owner.id()))
                            .map(row -> row.of(owner))));
  }

  @Override
  public Map<UserId, PasswordHash> hashesOf(Set<UserId> users) {
    return state.with(
        rows -> {
          var found = new HashMap<UserId, PasswordHash>();
          rows.passwords.forEach(
              (user, row) -> {
                if (users.contains(user) && row.frozenAt() == null) {
                  found.put(user, row.hash());
                }
              });
          return found;
        });
  }

  @Override
  public void set(UserId user, PasswordHash hash, Instant now) {
    state.run(
        rows -> {
          if (!rows.users.containsKey(user)) {
            throw new IllegalStateException("there is no such user");
          }
          rows.passwords.put(user, new Row(hash, now, null));
        });
  }

  @Override
  public boolean freeze(UserId user, Instant now) {
    return state.with(
        rows -> rows.passwords.computeIfPresent(user, (id, row) -> row.frozen(now)) != null);
  }

  @Override
  public boolean freezeSetAfter(UserId user, Instant instant, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.passwords.get(user))
                .filter(row -> row.setAt().isAfter(instant))
                .map(row -> rows.passwords.put(user, row.frozen(now)))
                .isPresent());
  }

  @Override
  public boolean rehash(UserId user, PasswordHash old, PasswordHash fresh) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.passwords.get(user))
                .filter(row -> row.hash().equals(old))
                .map(row -> rows.passwords.put(user, new Row(fresh, row.setAt(), row.frozenAt())))
                .isPresent());
  }

  /** A password, when it was set, and since when it signs nobody in; null when it does. */
  record Row(PasswordHash hash, Instant setAt, @Nullable Instant frozenAt) {
    Row frozen(Instant now) {
      return frozenAt == null ? new Row(hash, setAt, now) : this;
    }

    PasswordCredential of(User owner) {
      return new PasswordCredential(owner, hash, frozenAt != null);
    }
  }
}
