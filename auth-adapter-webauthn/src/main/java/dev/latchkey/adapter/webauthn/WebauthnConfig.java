package dev.latchkey.adapter.webauthn;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who we are towards authenticators. A value that cannot be used is refused with {@link
 * IllegalArgumentException}.
 *
 * @param rpId the host name that passkeys belong to ({@code RP_ID}), in lower case; a change makes
 *     strangers of them all
 * @param rpName what authenticators call us ({@code RP_NAME})
 * @param origins whose pages may ask for passkeys ({@code PASSKEY_ORIGINS}), exactly as browsers
 *     write them: at the host of {@code rpId} or below it, of any port that is named
 * @param timeout how long browsers wait for the user
 * @param algorithms offered, the best first
 */
public record WebauthnConfig(
    String rpId, String rpName, Set<String> origins, Duration timeout, List<Algorithm> algorithms) {
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final String HOST = "(?:" + LABEL + "\\.)+(?![0-9]+$)" + LABEL + "|localhost";
  private static final Pattern RP_ID = Pattern.compile("(?=.{1,253}$)(?:" + HOST + ")");
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9.-]{1,253})(?::(0|[1-9][0-9]{0,4}))?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** How passkeys may sign (RFC 9053, RFC 8812). */
  public enum Algorithm {
    /** ECDSA on P-256. */
    ES256,
    /** Ed25519. */
    EDDSA,
    /** ECDSA on P-384. */
    ES384,
    /** ECDSA on P-521. */
    ES512,
    /** RSA with PKCS #1 v1.5; Windows has authenticators that can do nothing else. */
    RS256
  }

  public WebauthnConfig {
    origins = Set.copyOf(origins);
    algorithms = List.copyOf(algorithms);
    require(isRelyingParty(rpId), "a relying party is a host name of two labels, or localhost");
    require(!rpName.isBlank() && !CONTROL.matcher(rpName).find(), "a name is a line of text");
    require(!origins.isEmpty(), "passkeys are asked for somewhere");
    for (var origin : origins) {
      require(covers(rpId, origin), "an origin is at the host of the relying party, or below");
    }
    require(timeout.isPositive(), "users need some time");
    require(!algorithms.isEmpty(), "some algorithm is offered");
  }

  /** With five minutes, the most that Level 3 recommends, and ES256, Ed25519 and RS256. */
  public static WebauthnConfig standard(String rpId, String rpName, Set<String> origins) {
    return new WebauthnConfig(
        rpId,
        rpName,
        origins,
        Duration.ofMinutes(5),
        List.of(Algorithm.ES256, Algorithm.EDDSA, Algorithm.RS256));
  }

  /** Whether passkeys can belong to it: a host name of at least two labels, or localhost. */
  public static boolean isRelyingParty(String rpId) {
    return RP_ID.matcher(rpId).matches();
  }

  /**
   * Whether pages of this origin may use the passkeys of this relying party: of its host or one
   * below, by TLS or on localhost. Whether everybody can register hosts below it, as below {@code
   * co.uk}, only browsers know, and refuse it.
   */
  public static boolean covers(String rpId, String origin) {
    var parts = ORIGIN.matcher(origin);
    if (!parts.matches()) {
      return false;
    }
    var secure = parts.group(1).equals("https");
    var host = parts.group(2);
    var port = parts.group(3);
    return isRelyingParty(host)
        && (host.equals(rpId) || (rpId.contains(".") && host.endsWith("." + rpId)))
        && (secure || host.equals("localhost") || host.endsWith(".localhost"))
        && !(secure ? "443" : "80").equals(port);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
