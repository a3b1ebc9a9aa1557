package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.verifier.internal.Cached;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signing keys of the store, unsealed and kept in memory.
 *
 * <p>They are read again when they are a second old, by one thread while the others go on, so what
 * another node announced, promoted or revoked is seen within two seconds. Somebody who names a key
 * that we do not know causes one reading more in a second, however many do. While the store does
 * not answer, what was read last serves on; only a key that is not among it is an outage then.
 */
final class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration FRESH_FOR = Duration.ofSeconds(1);

  private final Cached<UnsealedKeys> keys;

  private SigningKeys(Cached<UnsealedKeys> keys) {
    this.keys = keys;
  }

  /**
   * The keys of the store, which gets its first one if it has no active key.
   *
   * @throws IllegalStateException when the active key cannot be unsealed
   */
  static SigningKeys open(
      SigningKeyStore store, SecretBox box, SignatureProvider provider, InstantSource time) {
    if (store.all().stream().noneMatch(key -> key.state() == State.ACTIVE)) {
      var now = time.instant();
      // Whether ours was taken does not matter: what counts is what is stored.
      var ours = store.addFirst(SigningKeyPair.generate(box, now).in(State.ACTIVE, now));
      LOG.info(ours ? "made the first signing key" : "another node made the first signing key");
    }
    var keys = new Cached<>(new StoredKeys(store, box, provider), FRESH_FOR, time);
    if (keys.get().active().isEmpty()) {
      throw new IllegalStateException(whatToDo(store));
    }
    return new SigningKeys(keys);
  }

  /**
   * The key that signs.
   *
   * @throws InfrastructureException when there is none, since the active one was revoked and no
   *     other took its place, or is sealed under a secret that this node does not have
   */
  SigningKeyPair active() {
    return keys.get()
        .active()
        .orElseThrow(
            () ->
                new InfrastructureException(
                    "choosing the key to sign with",
                    new IllegalStateException(
                        "no signing key is active that can be unsealed here; see latchkey keys list")));
  }

  /** The key of this id, unless it is unknown or revoked. */
  Optional<SigningKeyPair> find(KeyId id) {
    return keys.find(known -> known.find(id));
  }

  /** The public keys of all that is not revoked (RFC 7517, section 5), the newest first. */
  String jwks() {
    return keys.get().jwks();
  }

  private static String whatToDo(SigningKeyStore store) {
    var sealedUnder =
        store.all().stream()
            .filter(key -> key.state() == State.ACTIVE)
            .map(key -> key.privateKey().key().value())
            .findFirst()
            .orElse("unknown");
    return "the active signing key cannot be unsealed: it was sealed under another SECRET_KEY, or was"
        + " changed in the database. Configure the SECRET_KEY whose key id is "
        + sealedUnder
        + ", as the current one or among the earlier ones, and start again";
  }
}
