package dev.latchkey.adapter.webauthn;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * What a browser says of the ceremony (WebAuthn Level 3, section 5.8.1).
 *
 * @param framed whether the page was in a frame of somebody else's, or does not tell that clearly
 */
record ClientData(String type, String challenge, String origin, boolean framed) {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  static Optional<ClientData> read(byte[] bytes) {
    return decoded(bytes).flatMap(StrictJson::read).flatMap(ClientData::of);
  }

  private static Optional<ClientData> of(JsonNode json) {
    var type = StrictJson.text(json, "type");
    var challenge = StrictJson.text(json, "challenge");
    var origin = StrictJson.text(json, "origin");
    return type.isPresent() && challenge.isPresent() && origin.isPresent()
        ? Optional.of(new ClientData(type.get(), challenge.get(), origin.get(), isFramed(json)))
        : Optional.empty();
  }

  private static boolean isFramed(JsonNode json) {
    var crossOrigin = json.path("crossOrigin");
    var clearlyNot =
        crossOrigin.isMissingNode() || (crossOrigin.isBoolean() && !crossOrigin.booleanValue());
    return !clearlyNot || json.has("topOrigin");
  }

  private static Optional<String> decoded(byte[] bytes) {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
