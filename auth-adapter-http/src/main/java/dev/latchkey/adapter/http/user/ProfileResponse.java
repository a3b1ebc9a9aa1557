package dev.latchkey.adapter.http.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.adapter.http.routing.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The user who asks, and what becomes of his account.
 *
 * @param deletionAt when it is going to be deleted; null when it is not
 * @param recoveryAt when its mailbox will be able to set a password; null when nobody asked for
 *     that
 */
public record ProfileResponse(
    @JsonUnwrapped UserResponse user,
    @Told("When the account is going to be deleted.") @Nullable Instant deletionAt,
    @Told(
            "From when on whoever reads the mail of the account can set a password for it, since"
                + " that was asked for: `DELETE /api/v1/users/recovery` stops it.")
        @Nullable Instant recoveryAt) {

  static final ProfileResponse EXAMPLE = new ProfileResponse(UserResponse.EXAMPLE, null, null);
}
