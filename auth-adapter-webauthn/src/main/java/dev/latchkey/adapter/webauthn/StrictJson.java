package dev.latchkey.adapter.webauthn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.Optional;

/** Reads objects of JSON: no member twice, nothing behind the end, nothing deep or long. */
final class StrictJson {

  /** Characters of an answer: that of a passkey with the longest id has a tenth of it. */
  static final int LONGEST = 65_536;

  private static final int DEEPEST = 16;
  private static final ObjectMapper MAPPER = mapper();

  private StrictJson() {}

  private static ObjectMapper mapper() {
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(LONGEST)
            .maxNumberLength(20)
            .maxNameLength(200)
            .build();
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  static Optional<JsonNode> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  static Optional<String> text(JsonNode json, String member) {
    return Optional.ofNullable(json.path(member).textValue());
  }

  /** Bytes in base64url, without padding and as nobody could write them otherwise. */
  static Optional<byte[]> bytes(JsonNode json, String member) {
    return text(json, member).flatMap(StrictJson::decoded);
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      var same = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
      return same ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
