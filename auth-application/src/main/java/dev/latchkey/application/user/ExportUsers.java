package dev.latchkey.application.user;

import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells of all users, so that nobody who moves in has to stay: page by page in the order of their
 * ids, however many they are. Not a moment in time: who signs up meanwhile may be there or not.
 */
public final class ExportUsers {
  private static final int PAGE = 500;

  private final Users users;
  private final PasswordCredentials passwords;

  public ExportUsers(Users users, PasswordCredentials passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  /** Gives every user once, without his hash (null); answers how many there were. */
  public long withoutHashes(BiConsumer<User, @Nullable PasswordHash> each) {
    return export(false, each);
  }

  /** Gives every user once, with the hash of his password (null: he has none). */
  public long withHashes(BiConsumer<User, @Nullable PasswordHash> each) {
    return export(true, each);
  }

  private long export(boolean hashed, BiConsumer<User, @Nullable PasswordHash> each) {
    var count = 0L;
    var page = users.list(null, PAGE);
    while (true) {
      var hashes = hashed ? hashesOf(page.items()) : Map.<UserId, PasswordHash>of();
      page.items().forEach(user -> each.accept(user, hashes.get(user.id())));
      count += page.items().size();
      if (page.next().isEmpty()) {
        return count;
      }
      page = users.list(new UserId(page.next().get()), PAGE);
    }
  }

  private Map<UserId, PasswordHash> hashesOf(List<User> page) {
    return passwords.hashesOf(page.stream().map(User::id).collect(Collectors.toSet()));
  }
}
