package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.domain.passkey.Passkey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey, as its owner sees it. */
record PasskeyResponse(
    UUID id,
    @Told("What its owner calls it.") String name,
    @Told("The model of its authenticator; zeros when that does not say.") UUID aaguid,
    @Told("How its authenticator is reached, as browsers name it.") List<String> transports,
    @Told("Whether it may be copied to other devices.") boolean backupEligible,
    @Told("Whether it was copied, when it was last shown.") boolean backedUp,
    Instant createdAt,
    @Told("When somebody last showed it; null when nobody did.") @Nullable Instant lastUsedAt) {

  static final PasskeyResponse EXAMPLE =
      new PasskeyResponse(
          Examples.PASSKEY,
          "Laptop",
          UUID.fromString("fbfc3007-154e-4ecc-8c0b-6e020557d7bd"),
          List.of("hybrid", "internal"),
          true,
          true,
          Examples.BEFORE,
          Examples.THEN);

  static PasskeyResponse of(Passkey passkey) {
    var credential = passkey.credential();
    return new PasskeyResponse(
        passkey.id().value(),
        passkey.name().value(),
        credential.aaguid(),
        credential.transports().stream().sorted().toList(),
        credential.backupEligible(),
        credential.backedUp(),
        passkey.addedAt(),
        passkey.usedAt());
  }
}
