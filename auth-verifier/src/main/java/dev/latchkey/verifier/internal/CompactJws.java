package dev.latchkey.verifier.internal;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.domain.kernel.KeyId;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A text that has the form of our access tokens and has not been verified: JWS in compact form (RFC
 * 7515, section 7.1) of at most 8 KiB, with exactly the header that we write.
 *
 * <p>The header may hold {@code alg}, {@code typ} and {@code kid} and nothing else. So {@code
 * crit}, {@code jku}, {@code jwk}, {@code x5u}, {@code x5c}, {@code b64} and {@code zip} are
 * refused like everything else that we would never say, before any of it is looked at.
 */
record CompactJws(KeyId key, String signingInput, Base64URL signature, Map<String, Object> claims) {
  /** The {@code typ} of access tokens (RFC 9068, section 2.1). */
  static final String TYPE = "at+jwt";

  private static final int LONGEST = 8 * 1024;
  private static final int PARTS = 3;
  private static final int SIGNATURE_BYTES = 64;
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

  /** What the signature is over. */
  byte[] signed() {
    return signingInput.getBytes(StandardCharsets.US_ASCII);
  }

  /** Empty for any text that we could not have written. */
  static Optional<CompactJws> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var parts = text.split("\\.", -1);
    return parts.length == PARTS ? parse(text, parts) : Optional.empty();
  }

  private static Optional<CompactJws> parse(String text, String[] parts) {
    var key = json(parts[0]).flatMap(CompactJws::keyIn);
    var claims = json(parts[1]);
    var signature = decode(parts[2]).filter(bytes -> bytes.length == SIGNATURE_BYTES);
    if (key.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    var signed = text.substring(0, text.lastIndexOf('.'));
    return Optional.of(new CompactJws(key.get(), signed, new Base64URL(parts[2]), claims.get()));
  }

  private static Optional<KeyId> keyIn(Map<String, Object> header) {
    return header.keySet().equals(HEADER)
            && "ES256".equals(header.get("alg"))
            && TYPE.equals(header.get("typ"))
            && header.get("kid") instanceof String kid
            && KeyId.isKeyId(kid)
        ? Optional.of(new KeyId(kid))
        : Optional.empty();
  }

  /** An object whose member names differ; nimbus refuses a name that comes twice. */
  private static Optional<Map<String, Object>> json(String part) {
    return decode(part).flatMap(CompactJws::utf8).flatMap(CompactJws::object);
  }

  private static Optional<Map<String, Object>> object(String json) {
    try {
      // The JSON text null parses to no map at all.
      return Optional.ofNullable(JSONObjectUtils.parse(json));
    } catch (ParseException noObject) {
      return Optional.empty();
    }
  }

  private static Optional<String> utf8(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Base64url as we write it: no padding, and no bits to spare. */
  private static Optional<byte[]> decode(String part) {
    try {
      var bytes = Base64.getUrlDecoder().decode(part);
      var canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      return canonical.equals(part) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "CompactJws[redacted]";
  }
}
