package dev.latchkey.application.user;

import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks users up for an operator. */
public final class FindUsers {
  private final Users users;

  public FindUsers(Users users) {
    this.users = users;
  }

  /** The next users in the order of their ids (null: from the start); 1 to 200 of them. */
  public Page<User> list(@Nullable UserId after, int limit) {
    return users.list(after, Math.clamp(limit, 1, 200));
  }

  public Optional<User> byId(UserId id) {
    return users.find(id);
  }

  /** By any spelling of the address. */
  public Optional<User> byEmail(String typed) {
    return EmailAddress.parse(typed).flatMap(users::findByEmail);
  }
}
