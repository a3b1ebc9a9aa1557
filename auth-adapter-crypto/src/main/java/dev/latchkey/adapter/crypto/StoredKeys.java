package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.kernel.SecretBox.Sealed;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.verifier.internal.Cached;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the keys of a store, and unseals each of them once. Used by one thread at a time. */
final class StoredKeys implements Cached.Source<UnsealedKeys> {
  private static final Logger LOG = LoggerFactory.getLogger(StoredKeys.class);
  private static final Duration FRESH_FOR = Duration.ofSeconds(1);
  private static final Comparator<SigningKey> NEWEST_FIRST =
      Comparator.comparing(SigningKey::createdAt).reversed().thenComparing(key -> key.id().value());

  private final SigningKeyStore store;
  private final SecretBox box;
  private final SignatureProvider provider;
  private Map<Material, Optional<SigningKeyPair>> unsealed = Map.of();

  StoredKeys(SigningKeyStore store, SecretBox box, SignatureProvider provider) {
    this.store = store;
    this.box = box;
    this.provider = provider;
  }

  @Override
  public Cached.Reading<UnsealedKeys> read(Instant now) {
    var keys = unsealed(store.all());
    var refresh = now.plus(FRESH_FOR);
    // What is signed under these is checked against the store anyway, so they need no end.
    return new Cached.Reading<>(keys, refresh, refresh.plus(FRESH_FOR), Instant.MAX);
  }

  private UnsealedKeys unsealed(List<SigningKey> stored) {
    var known = new HashMap<Material, Optional<SigningKeyPair>>();
    var trusted = new ArrayList<SigningKeyPair>();
    var active = Optional.<SigningKeyPair>empty();
    for (var key : stored.stream().sorted(NEWEST_FIRST).toList()) {
      if (key.state() != State.REVOKED) {
        var pair = known.computeIfAbsent(Material.of(key), material -> unseal(material, key));
        pair.ifPresent(trusted::add);
        active = key.state() == State.ACTIVE ? pair : active;
      }
    }
    unsealed = known;
    return new UnsealedKeys(active, trusted);
  }

  private Optional<SigningKeyPair> unseal(Material material, SigningKey key) {
    var before = unsealed.get(material);
    if (before != null) {
      return before;
    }
    var pair = SigningKeyPair.unseal(key, box, provider.provider());
    if (pair.isEmpty()) {
      LOG.warn("signing key {} cannot be unsealed and is left out", key.id().value());
    }
    return pair;
  }

  @Override
  public void failed(InfrastructureException why) {
    LOG.warn("the signing keys cannot be read; those that were read last serve on", why);
  }

  @Override
  public void recovered() {
    LOG.info("the signing keys can be read again");
  }

  /** What a pair is made of; a key in another state is the same pair. */
  private record Material(KeyId id, String publicJwk, Sealed privateKey) {
    static Material of(SigningKey key) {
      return new Material(key.id(), key.publicJwk(), key.privateKey());
    }
  }
}
