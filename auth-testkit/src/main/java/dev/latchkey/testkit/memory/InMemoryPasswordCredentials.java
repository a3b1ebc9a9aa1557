package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.PasswordCredential;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
                            .map(hash -> new PasswordCredential(owner, hash))));
  }

  @Override
  public Map<UserId, PasswordHash> hashesOf(Set<UserId> users) {
    return state.with(
        rows -> {
          var found = new HashMap<>(rows.passwords);
          found.keySet().retainAll(users);
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
          rows.passwords.put(user, hash);
        });
  }

  @Override
  public boolean rehash(UserId user, PasswordHash old, PasswordHash fresh) {
    return state.with(rows -> rows.passwords.replace(user, old, fresh));
  }
}
