package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.passkey.Begun;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A ceremony that waits for its answer. */
record CeremonyResponse(
    @Told("Goes with the answer; good for one.") UUID ceremonyId,
    @Told("Options in the JSON form of Web Authentication, for the browser.")
        Map<String, Object> publicKey) {

  static final CeremonyResponse OF_SHOWING =
      new CeremonyResponse(
          Examples.CEREMONY,
          Map.of(
              "challenge",
              Examples.CHALLENGE,
              "rpId",
              "example.com",
              "userVerification",
              "required"));

  static final CeremonyResponse OF_CREATION =
      new CeremonyResponse(
          Examples.CEREMONY,
          Map.of(
              "challenge",
              Examples.CHALLENGE,
              "rp",
              Map.of("id", "example.com", "name", "Latchkey"),
              "user",
              Map.of(
                  "id", Examples.USER_HANDLE, "name", Examples.EMAIL, "displayName", Examples.NAME),
              "pubKeyCredParams",
              List.of(Map.of("type", "public-key", "alg", -7))));

  static void send(Exchange exchange, CeremonyJson json, Begun begun) {
    exchange.json(
        200, new CeremonyResponse(begun.ceremony().value(), json.object(begun.options())));
  }
}
