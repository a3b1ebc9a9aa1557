package dev.latchkey.testkit.passkey;

import dev.latchkey.testkit.wire.CoseAlgorithm;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How authenticators differ.
 *
 * @param algorithms that it can sign with; it takes the first one offered
 * @param backupEligible passkeys may be copied to other devices
 * @param backedUp and are
 * @param counting it counts signatures; otherwise their number is always 0
 * @param idSize bytes of the ids that it gives
 */
public record AuthenticatorModel(
    UUID aaguid,
    List<CoseAlgorithm> algorithms,
    boolean backupEligible,
    boolean backedUp,
    boolean counting,
    Set<String> transports,
    int idSize) {
  private static final UUID NAMELESS = new UUID(0, 0);

  public AuthenticatorModel {
    algorithms = List.copyOf(algorithms);
    transports = Set.copyOf(transports);
  }

  /** Passkeys in a cloud: copied, and never counting. */
  public static AuthenticatorModel synced() {
    return new AuthenticatorModel(
        NAMELESS,
        List.of(CoseAlgorithm.values()),
        true,
        true,
        false,
        Set.of("internal", "hybrid"),
        20);
  }

  /** A thing to plug in: nothing is copied, every signature counted. */
  public static AuthenticatorModel securityKey() {
    return new AuthenticatorModel(
        NAMELESS, List.of(CoseAlgorithm.values()), false, false, true, Set.of("usb", "nfc"), 64);
  }

  public AuthenticatorModel with(UUID otherAaguid) {
    return new AuthenticatorModel(
        otherAaguid, algorithms, backupEligible, backedUp, counting, transports, idSize);
  }

  /** It can do this algorithm alone. */
  public AuthenticatorModel with(CoseAlgorithm only) {
    return new AuthenticatorModel(
        aaguid, List.of(only), backupEligible, backedUp, counting, transports, idSize);
  }

  public AuthenticatorModel withBackup(boolean eligible, boolean done) {
    return new AuthenticatorModel(aaguid, algorithms, eligible, done, counting, transports, idSize);
  }

  public AuthenticatorModel withIdsOf(int bytes) {
    return new AuthenticatorModel(
        aaguid, algorithms, backupEligible, backedUp, counting, transports, bytes);
  }
}
