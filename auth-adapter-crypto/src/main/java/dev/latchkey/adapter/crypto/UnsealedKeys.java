package dev.latchkey.adapter.crypto;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.latchkey.domain.kernel.KeyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What could be unsealed of the keys that were stored at an instant, revoked ones left out. */
final class UnsealedKeys {
  private final @Nullable SigningKeyPair active;
  private final Map<KeyId, SigningKeyPair> trusted;
  private final String jwks;

  /**
   * @param trusted in the order in which they are published
   */
  UnsealedKeys(Optional<SigningKeyPair> active, List<SigningKeyPair> trusted) {
    this.active = active.orElse(null);
    this.trusted =
        trusted.stream().collect(Collectors.toMap(SigningKeyPair::id, Function.identity()));
    this.jwks =
        new JWKSet(trusted.stream().<JWK>map(SigningKeyPair::publicKey).toList()).toString(true);
  }

  Optional<SigningKeyPair> active() {
    return Optional.ofNullable(active);
  }

  Optional<SigningKeyPair> find(KeyId id) {
    return Optional.ofNullable(trusted.get(id));
  }

  /** A JSON Web Key Set. */
  String jwks() {
    return jwks;
  }
}
