package dev.latchkey.adapter.http.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.adapter.http.routing.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The user who asks, and what becomes of his account.
 *
 * @param deletionAt when it is going to be deleted; null when it is not
 */
public record ProfileResponse(
    @JsonUnwrapped UserResponse user,
    @Told("When the account is going to be deleted.") @Nullable Instant deletionAt) {

  static final ProfileResponse EXAMPLE = new ProfileResponse(UserResponse.EXAMPLE, null);
}
