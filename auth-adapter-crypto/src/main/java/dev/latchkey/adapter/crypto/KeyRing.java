package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.KeyId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import javax.crypto.SecretKey;

/** The keys for one purpose: the current one makes, the earlier ones still read. */
final class KeyRing {
  private final SequencedMap<KeyId, SecretKey> keys;

  /** The first of the keys is the current one. */
  KeyRing(SequencedMap<KeyId, SecretKey> keys) {
    this.keys = Collections.unmodifiableSequencedMap(keys);
  }

  Map.Entry<KeyId, SecretKey> current() {
    return keys.firstEntry();
  }

  Optional<SecretKey> find(KeyId id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** The key of something that we made ourselves, so that a missing one is a broken set-up. */
  SecretKey require(KeyId id) {
    return find(id)
        .orElseThrow(() -> new IllegalStateException("no configured key is " + id.value()));
  }

  /** All keys, the current one first. */
  SequencedMap<KeyId, SecretKey> all() {
    return keys;
  }

  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }
}
