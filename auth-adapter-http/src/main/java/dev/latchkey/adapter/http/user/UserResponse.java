package dev.latchkey.adapter.http.user;

import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as he is shown to himself. */
public record UserResponse(
    UUID id, String email, @Nullable String name, List<String> roles, Instant createdAt) {

  public static UserResponse of(User user) {
    var name = user.name();
    return new UserResponse(
        user.id().value(),
        user.email().value(),
        name == null ? null : name.value(),
        user.roles().stream().sorted().toList(),
        user.createdAt());
  }
}
