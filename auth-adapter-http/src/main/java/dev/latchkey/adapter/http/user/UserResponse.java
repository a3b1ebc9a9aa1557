package dev.latchkey.adapter.http.user;

import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as he is shown to himself. */
public record UserResponse(
    UUID id,
    @Told(value = "The proven address.", format = "email") String email,
    @Told("How the user is called.") @Nullable String name,
    @Told("The language in which the user is written to, as a tag of BCP 47.")
        @Nullable String language,
    List<String> roles,
    Instant createdAt) {

  public static final UserResponse EXAMPLE =
      new UserResponse(
          Examples.USER,
          Examples.EMAIL,
          Examples.NAME,
          Examples.LANGUAGE,
          List.of("user"),
          Examples.BEFORE);

  public static UserResponse of(User user) {
    var name = user.name();
    var language = user.language();
    return new UserResponse(
        user.id().value(),
        user.email().value(),
        name == null ? null : name.value(),
        language == null ? null : language.tag(),
        user.roles().stream().sorted().toList(),
        user.createdAt());
  }
}
