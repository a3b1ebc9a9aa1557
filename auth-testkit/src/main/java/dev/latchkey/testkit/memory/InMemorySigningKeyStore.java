package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Signing keys in memory. Safe for any number of threads. */
public final class InMemorySigningKeyStore implements SigningKeyStore {
  private static final Comparator<SigningKey> OLDEST_FIRST =
      Comparator.comparing(SigningKey::createdAt).thenComparing(key -> key.id().value());

  private final InMemoryState state;

  InMemorySigningKeyStore(InMemoryState state) {
    this.state = state;
  }

  /** A store of its own that holds these keys to begin with. */
  public InMemorySigningKeyStore(List<SigningKey> keys) {
    this(new InMemoryState());
    state.run(rows -> keys.forEach(key -> rows.signingKeys.put(key.id(), key)));
  }

  @Override
  public List<SigningKey> all() {
    return state.with(
        rows -> rows.signingKeys.values().stream().sorted(OLDEST_FIRST.reversed()).toList());
  }

  @Override
  public boolean addFirst(SigningKey key) {
    return addAs(State.ACTIVE, key);
  }

  @Override
  public boolean announce(SigningKey key) {
    return addAs(State.ANNOUNCED, key);
  }

  /** At most one key is in such a state. */
  private boolean addAs(State only, SigningKey key) {
    return state.with(
        rows ->
            in(rows, only).isEmpty()
                && rows.signingKeys.putIfAbsent(key.id(), key.in(only, key.since())) == null);
  }

  @Override
  public boolean promote(KeyId announced, Instant now) {
    return state.with(
        rows -> {
          var next = in(rows, State.ANNOUNCED).filter(key -> key.id().equals(announced));
          if (next.isPresent()) {
            in(rows, State.ACTIVE).ifPresent(active -> move(rows, active, State.RETIRED, now));
            move(rows, next.get(), State.ACTIVE, now);
          }
          return next.isPresent();
        });
  }

  @Override
  public boolean revoke(KeyId key, Instant now) {
    return state.with(
        rows -> {
          var known = Optional.ofNullable(rows.signingKeys.get(key));
          var good = known.filter(found -> found.state() != State.REVOKED);
          good.ifPresent(found -> move(rows, found, State.REVOKED, now));
          return good.isPresent();
        });
  }

  @Override
  public int forget(Instant retiredBefore) {
    return state.with(
        rows -> {
          var before = rows.signingKeys.size();
          rows.signingKeys
              .values()
              .removeIf(key -> key.state() == State.RETIRED && key.since().isBefore(retiredBefore));
          return before - rows.signingKeys.size();
        });
  }

  private static void move(Rows rows, SigningKey key, State next, Instant now) {
    rows.signingKeys.put(key.id(), key.in(next, now));
  }

  private static Optional<SigningKey> in(Rows rows, State state) {
    return rows.signingKeys.values().stream().filter(key -> key.state() == state).findFirst();
  }
}
