package dev.latchkey.domain.passkey;

import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of a user.
 *
 * @param name what the user calls it; at first what the model of its authenticator is called
 * @param usedAt when somebody last signed in with it; null when nobody did
 */
public record Passkey(
    PasskeyId id,
    UserId owner,
    PasskeyCredential credential,
    DisplayName name,
    Instant addedAt,
    @Nullable Instant usedAt) {}
