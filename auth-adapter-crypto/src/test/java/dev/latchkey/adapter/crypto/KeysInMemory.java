package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store of signing keys that a test can look into, change and stop, and that counts its reads.
 */
final class KeysInMemory implements SigningKeyStore {
  private final List<SigningKey> keys = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile Runnable beforeReading = () -> {};

  KeysInMemory() {}

  /** The first of the keys is the newest. */
  KeysInMemory(List<SigningKey> stored) {
    keys.addAll(stored.reversed());
  }

  @Override
  public List<SigningKey> all() {
    reads.incrementAndGet();
    beforeReading.run();
    return stored();
  }

  private synchronized List<SigningKey> stored() {
    return List.copyOf(keys).reversed();
  }

  @Override
  public synchronized boolean addFirst(SigningKey key) {
    return keys.stream().noneMatch(k -> k.state() == State.ACTIVE) && keys.add(key);
  }

  @Override
  public boolean announce(SigningKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean promote(KeyId announced, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean revoke(KeyId key, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int forget(Instant retiredBefore) {
    throw new UnsupportedOperationException();
  }

  synchronized void add(SigningKey key, State state) {
    keys.add(key.in(state, key.since()));
  }

  synchronized void turn(State state) {
    keys.replaceAll(key -> key.in(state, key.since()));
  }

  synchronized void turn(KeyId id, State state) {
    keys.replaceAll(key -> key.id().equals(id) ? key.in(state, key.since()) : key);
  }

  /** In the order in which a careless database might give them. */
  synchronized void shuffle() {
    keys.add(keys.removeFirst());
  }

  void stop() {
    beforeReading =
        () -> {
          throw new InfrastructureException("reading keys", new IllegalStateException("down"));
        };
  }

  void resume() {
    beforeReading = () -> {};
  }

  /** Each read does this first. */
  void beforeReading(Runnable step) {
    beforeReading = step;
  }

  int reads() {
    return reads.get();
  }

  synchronized SigningKey newest() {
    return keys.getLast();
  }
}
