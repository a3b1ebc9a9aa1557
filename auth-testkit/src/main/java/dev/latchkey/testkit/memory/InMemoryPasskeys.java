package dev.latchkey.testkit.memory;

import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryPasskeys implements Passkeys {
  private final InMemoryState state;

  InMemoryPasskeys(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Addition add(Passkey passkey, User.Epoch seen, int limit) {
    requireUnit();
    return state.with(rows -> added(rows, passkey, seen, limit));
  }

  private static Addition added(Rows rows, Passkey passkey, User.Epoch seen, int limit) {
    var owner = rows.users.get(passkey.owner());
    if (owner == null || !owner.isActive() || !owner.epoch().equals(seen)) {
      return new Addition.Stale();
    }
    if (live(rows, passkey.owner()).count() >= limit) {
      return new Addition.Full();
    }
    var taken = rows.passkeys.putIfAbsent(passkey.credential().id(), new Row(passkey, null));
    return taken == null ? new Addition.Added(passkey) : new Addition.Taken();
  }

  @Override
  public Optional<HeldPasskey> find(CredentialId credential) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.passkeys.get(credential))
                .filter(Row::isLive)
                .flatMap(
                    row ->
                        Optional.ofNullable(rows.users.get(row.passkey().owner()))
                            .map(owner -> new HeldPasskey(row.passkey(), owner))));
  }

  @Override
  public List<Passkey> list(UserId owner) {
    return state.with(
        rows ->
            live(rows, owner)
                .sorted(
                    Comparator.comparing(Passkey::addedAt)
                        .thenComparing(passkey -> passkey.id().value(), Keyset.BY_BITS))
                .toList());
  }

  @Override
  public Optional<Passkey> rename(UserId owner, PasskeyId id, DisplayName name) {
    return state.with(
        rows ->
            held(rows, owner, id)
                .map(passkey -> put(rows, with(passkey, passkey.credential(), name, null))));
  }

  @Override
  public Removal remove(UserId owner, PasskeyId id, Instant now) {
    requireUnit();
    return state.with(
        rows -> {
          var held = held(rows, owner, id);
          if (held.isEmpty()) {
            return new Removal.Unknown();
          }
          if (!rows.passwords.containsKey(owner) && live(rows, owner).count() < 2) {
            return new Removal.LastWayIn();
          }
          rows.passkeys.put(held.get().credential().id(), new Row(held.get(), now));
          rows.users.computeIfPresent(owner, (same, user) -> InMemoryUsers.raised(user));
          return new Removal.Removed();
        });
  }

  @Override
  public Use use(Passkey passkey, Shown.Verified shown, Instant now) {
    return state.with(
        rows -> {
          var held = held(rows, passkey.owner(), passkey.id());
          if (held.isEmpty()) {
            return new Use.Gone();
          }
          var stored = held.get().credential();
          if (!goesOn(stored.signCount(), shown.signCount())) {
            return new Use.WentBack(stored.signCount());
          }
          put(rows, with(held.get(), shown(stored, shown), held.get().name(), now));
          return new Use.Noted();
        });
  }

  private static boolean goesOn(long stored, long told) {
    return told > stored || (told == 0 && stored == 0);
  }

  private static PasskeyCredential shown(PasskeyCredential stored, Shown.Verified shown) {
    return new PasskeyCredential(
        stored.id(),
        stored.key(),
        stored.aaguid(),
        shown.signCount(),
        stored.backupEligible(),
        shown.backedUp(),
        stored.transports());
  }

  private static Passkey with(
      Passkey passkey, PasskeyCredential credential, DisplayName name, @Nullable Instant used) {
    var before = passkey.usedAt();
    var latest = before == null || (used != null && used.isAfter(before)) ? used : before;
    return new Passkey(passkey.id(), passkey.owner(), credential, name, passkey.addedAt(), latest);
  }

  private static Passkey put(Rows rows, Passkey passkey) {
    rows.passkeys.put(passkey.credential().id(), new Row(passkey, null));
    return passkey;
  }

  @Override
  public int removeAddedSince(UserId owner, Instant since, Instant now) {
    requireUnit();
    return state.with(
        rows -> {
          var added = live(rows, owner).filter(key -> !key.addedAt().isBefore(since)).toList();
          added.forEach(key -> rows.passkeys.put(key.credential().id(), new Row(key, now)));
          return added.size();
        });
  }

  private static Optional<Passkey> held(Rows rows, UserId owner, PasskeyId id) {
    return live(rows, owner).filter(passkey -> passkey.id().equals(id)).findFirst();
  }

  private static Stream<Passkey> live(Rows rows, UserId owner) {
    return rows.passkeys.values().stream()
        .filter(Row::isLive)
        .map(Row::passkey)
        .filter(passkey -> passkey.owner().equals(owner));
  }

  private void requireUnit() {
    if (!state.isInUnit()) {
      throw new IllegalStateException("passkeys are added and removed in a unit of work");
    }
  }

  record Row(Passkey passkey, @Nullable Instant removedAt) {
    boolean isLive() {
      return removedAt == null;
    }
  }
}
