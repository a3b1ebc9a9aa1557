package dev.latchkey.testkit.memory;

import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.LeftAddress;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class InMemoryAddressChanges implements AddressChanges {
  private final InMemoryState state;

  InMemoryAddressChanges(InMemoryState state) {
    this.state = state;
  }

  /** The row of whom the address is kept for. */
  static Optional<Left> keeper(Rows rows, EmailAddress address) {
    return rows.leftAddresses.values().stream()
        .filter(row -> row.overAt() == null && row.left().left().equals(address))
        .findFirst();
  }

  @Override
  public boolean request(AddressChange change, User.Epoch seen) {
    return state.with(
        rows -> {
          var user = unchanged(rows, change.user(), seen);
          user.ifPresent(u -> replace(rows, new Row(change, seen, null, false)));
          return user.isPresent();
        });
  }

  private static void replace(Rows rows, Row newer) {
    var before = rows.addressChanges.put(newer.change().user(), newer);
    if (before != null && before.isUntoldBy(newer)) {
      rows.replacedChanges.put(before.change().id(), before.change());
    }
  }

  private static Optional<User> unchanged(Rows rows, UserId id, User.Epoch seen) {
    return Optional.ofNullable(rows.users.get(id))
        .filter(user -> user.isActive() && user.epoch().equals(seen));
  }

  @Override
  public Optional<AddressChange> find(AddressChangeId id) {
    return state.with(rows -> row(rows, id).map(Row::change));
  }

  private static Optional<Row> row(Rows rows, AddressChangeId id) {
    return rows.addressChanges.values().stream()
        .filter(row -> row.change().id().equals(id))
        .findFirst();
  }

  @Override
  public Optional<AddressChange> findReplaced(AddressChangeId id) {
    return state.with(rows -> Optional.ofNullable(rows.replacedChanges.get(id)));
  }

  @Override
  public Optional<AddressChange> findOf(UserId user) {
    return state.with(rows -> Optional.ofNullable(rows.addressChanges.get(user)).map(Row::change));
  }

  @Override
  public boolean isFreeFor(UserId user, EmailAddress address) {
    return state.with(rows -> isFreeFor(rows, user, address));
  }

  private static boolean isFreeFor(Rows rows, UserId user, EmailAddress address) {
    return InMemoryUsers.owner(rows, address).isEmpty()
        && keeper(rows, address).filter(row -> !row.left().user().equals(user)).isEmpty();
  }

  @Override
  public boolean mint(AddressChangeId id, NewCode code, Instant now) {
    return state.with(
        rows ->
            row(rows, id)
                .filter(row -> row.change().isOpen(now) && isUnchanged(rows, row))
                .map(row -> rows.addressChanges.put(row.change().user(), row.with(code)))
                .isPresent());
  }

  private static boolean isUnchanged(Rows rows, Row row) {
    return unchanged(rows, row.change().user(), row.epoch()).isPresent();
  }

  @Override
  public Confirmation confirm(
      AddressChangeId id, List<CodeDigest> candidates, Instant reservedUntil, Instant now) {
    requireUnit();
    return state.with(
        rows ->
            row(rows, id)
                .filter(row -> isUnchanged(rows, row))
                .map(row -> answer(rows, row, candidates, reservedUntil, now))
                .orElseGet(Confirmation.Dead::new));
  }

  private static Confirmation answer(
      Rows rows, Row row, List<CodeDigest> candidates, Instant until, Instant now) {
    var code = row.code();
    if (code == null || !code.expiresAt().isAfter(now) || code.wrongAnswers() < 1) {
      return new Confirmation.Dead();
    }
    var change = row.change();
    if (!candidates.contains(code.digest())) {
      rows.addressChanges.put(change.user(), row.with(answered(code)));
      return new Confirmation.Wrong();
    }
    rows.addressChanges.put(change.user(), row.with(null));
    return isFreeFor(rows, change.user(), change.wanted())
        ? new Confirmation.Changed(move(rows, change, until, now))
        : new Confirmation.Taken();
  }

  private static NewCode answered(NewCode code) {
    return new NewCode(code.digest(), code.expiresAt(), code.wrongAnswers() - 1);
  }

  private static LeftAddress move(Rows rows, AddressChange change, Instant until, Instant now) {
    var former = Optional.ofNullable(rows.users.get(change.user())).orElseThrow().email();
    var left = new LeftAddress(change.id(), change.user(), former, change.wanted(), now, until);
    var home = keeper(rows, change.wanted());
    home.ifPresent(row -> end(rows, row.left(), now));
    rows.leftAddresses.put(change.id(), new Left(left, home.isPresent() ? now : null, null));
    rehouse(rows, change.user(), change.wanted());
    return left;
  }

  /** What this user left from then on is kept no more. */
  private static void end(Rows rows, LeftAddress since, Instant now) {
    rows.leftAddresses.replaceAll(
        (id, row) -> row.isOf(since.user()) && row.isSince(since.leftAt()) ? row.over(now) : row);
  }

  private static void rehouse(Rows rows, UserId id, EmailAddress email) {
    rows.users.computeIfPresent(
        id,
        (same, user) ->
            new User(
                id,
                email,
                user.name(),
                user.language(),
                user.status(),
                new User.Epoch(user.epoch().value() + 1),
                user.roles(),
                user.createdAt()));
  }

  @Override
  public Optional<LeftAddress> findLeft(AddressChangeId id) {
    return state.with(rows -> Optional.ofNullable(rows.leftAddresses.get(id)).map(Left::left));
  }

  @Override
  public Optional<LeftAddress> findKept(UserId user, Instant at, Instant now) {
    return state.with(rows -> kept(rows, user, at, now));
  }

  static Optional<LeftAddress> kept(Rows rows, UserId user, Instant at, Instant now) {
    return rows.leftAddresses.values().stream()
        .filter(row -> row.isOf(user) && row.isUndoable(now) && row.isSince(at))
        .map(Left::left)
        .min(
            Comparator.comparing(LeftAddress::leftAt)
                .thenComparing(left -> left.change().value(), Keyset.BY_BITS));
  }

  @Override
  public boolean mintUndo(AddressChangeId id, CodeDigest token, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.leftAddresses.get(id))
                .filter(row -> row.isUndoable(now))
                .map(row -> rows.leftAddresses.put(id, row.with(token)))
                .isPresent());
  }

  @Override
  public Optional<LeftAddress> undo(List<CodeDigest> candidates, Instant now) {
    requireUnit();
    return state.with(
        rows -> {
          var undone =
              rows.leftAddresses.values().stream()
                  .filter(row -> row.isUndoable(now) && isAmong(candidates, row.undo()))
                  .map(Left::left)
                  .findFirst();
          undone.ifPresent(left -> restore(rows, left, now));
          return undone;
        });
  }

  @Override
  public Optional<LeftAddress> takeBack(UserId user, EmailAddress address, Instant now) {
    requireUnit();
    return state.with(
        rows -> {
          var back =
              keeper(rows, address)
                  .filter(row -> row.isOf(user) && row.isUndoable(now))
                  .map(Left::left);
          back.ifPresent(left -> restore(rows, left, now));
          return back;
        });
  }

  private static void restore(Rows rows, LeftAddress left, Instant now) {
    var withdrawn =
        rows.leftAddresses.values().stream()
            .filter(row -> row.isOf(left.user()) && row.isSince(left.leftAt()))
            .filter(row -> row.overAt() == null)
            .map(row -> row.left().taken())
            .collect(Collectors.toSet());
    InMemoryNotices.silence(rows, left.user(), withdrawn, now);
    end(rows, left, now);
    rehouse(rows, left.user(), left.left());
  }

  private void requireUnit() {
    if (!state.isInUnit()) {
      throw new IllegalStateException("addresses change in a unit of work");
    }
  }

  private static boolean isAmong(List<CodeDigest> candidates, @Nullable CodeDigest kept) {
    return kept != null && candidates.contains(kept);
  }

  @Override
  public int purge(Instant overBefore) {
    return state.with(
        rows -> {
          var before = size(rows);
          rows.replacedChanges.values().removeIf(row -> row.expiresAt().isBefore(overBefore));
          rows.addressChanges.values().removeIf(row -> row.isOverBefore(overBefore));
          rows.leftAddresses
              .values()
              .removeIf(row -> row.left().reservedUntil().isBefore(overBefore));
          return before - size(rows);
        });
  }

  private static int size(Rows rows) {
    return rows.addressChanges.size() + rows.replacedChanges.size() + rows.leftAddresses.size();
  }

  /**
   * A wish, its user as he was, and its code.
   *
   * @param code with the answers that are left; null when there is none, or it was used
   * @param isCoded whether there was ever one
   */
  record Row(AddressChange change, User.Epoch epoch, @Nullable NewCode code, boolean isCoded) {
    Row with(@Nullable NewCode newer) {
      return new Row(change, epoch, newer, true);
    }

    boolean isUntoldBy(Row newer) {
      return !isCoded && !change.wanted().equals(newer.change().wanted());
    }

    boolean isOverBefore(Instant instant) {
      return change.expiresAt().isBefore(instant)
          && (code == null || code.expiresAt().isBefore(instant));
    }
  }

  /**
   * An address that was left.
   *
   * @param overAt since when it is kept no more; null while it is
   * @param undo null before the mail is sent
   */
  record Left(LeftAddress left, @Nullable Instant overAt, @Nullable CodeDigest undo) {
    Left with(CodeDigest token) {
      return new Left(left, overAt, token);
    }

    Left over(Instant now) {
      return new Left(left, overAt == null ? now : overAt, undo);
    }

    boolean isUndoable(Instant now) {
      return overAt == null && left.reservedUntil().isAfter(now);
    }

    boolean isOf(UserId user) {
      return left.user().equals(user);
    }

    boolean isSince(Instant instant) {
      return !left.leftAt().isBefore(instant);
    }
  }
}
