package dev.latchkey.testkit.memory;

import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class InMemoryRecoveries implements Recoveries {
  private final InMemoryState state;

  InMemoryRecoveries(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Beginning begin(Recovery recovery, User.Epoch seen) {
    return state.with(
        rows -> {
          if (!isAsSeen(rows, recovery.user(), seen)) {
            return new Beginning.Changed();
          }
          var standing = rows.recoveries.get(recovery.user());
          if (standing != null
              && standing.epoch().equals(seen)
              && standing.recovery().isOpen(recovery.startedAt())) {
            return new Beginning.Standing(standing.recovery());
          }
          rows.recoveries.put(recovery.user(), new Row(recovery, seen, null, null, null));
          return new Beginning.Begun(recovery);
        });
  }

  private static boolean isAsSeen(Rows rows, UserId id, User.Epoch seen) {
    return Optional.ofNullable(rows.users.get(id))
        .filter(user -> user.isActive() && user.epoch().equals(seen))
        .isPresent();
  }

  @Override
  public Optional<Recovery> find(RecoveryId id) {
    return state.with(rows -> row(rows, row -> row.recovery().id().equals(id)).map(Row::recovery));
  }

  @Override
  public Optional<Recovery> findOpen(UserId user, Instant now) {
    return state.with(rows -> open(rows, user, now));
  }

  private static Optional<Recovery> open(Rows rows, UserId user, Instant now) {
    return Optional.ofNullable(rows.recoveries.get(user))
        .filter(row -> row.recovery().isOpen(now) && isUnchanged(rows, row))
        .map(Row::recovery);
  }

  private static Optional<Row> row(Rows rows, Predicate<Row> which) {
    return rows.recoveries.values().stream().filter(which).findFirst();
  }

  @Override
  public boolean mintCancel(RecoveryId id, CodeDigest token, Instant now) {
    return change(id, row -> row.recovery().isOpen(now), row -> row.withCancel(token));
  }

  @Override
  public boolean mint(RecoveryId id, CodeDigest token, Instant now) {
    return change(
        id,
        row -> row.announcedAt() != null && row.recovery().isOpen(now),
        row -> row.withToken(token));
  }

  @Override
  public boolean announce(RecoveryId id, Instant now) {
    return change(
        id,
        row -> row.announcedAt() == null && row.recovery().isDue(now),
        row -> row.announced(now));
  }

  private boolean change(RecoveryId id, Predicate<Row> when, UnaryOperator<Row> change) {
    return state.with(
        rows ->
            row(rows, row -> row.recovery().id().equals(id))
                .filter(row -> when.test(row) && isUnchanged(rows, row))
                .map(row -> rows.recoveries.put(row.recovery().user(), change.apply(row)))
                .isPresent());
  }

  private static boolean isUnchanged(Rows rows, Row row) {
    return isAsSeen(rows, row.recovery().user(), row.epoch());
  }

  @Override
  public Optional<Recovery> cancel(List<CodeDigest> candidates, Instant now) {
    return state.with(
        rows ->
            row(rows, row -> isAmong(candidates, row.cancel()) && row.recovery().isOpen(now))
                .map(row -> rows.recoveries.remove(row.recovery().user()))
                .map(Row::recovery));
  }

  @Override
  public Optional<Recovery> cancelOf(UserId user, Instant now) {
    return state.with(
        rows -> {
          var open = open(rows, user, now);
          open.ifPresent(recovery -> rows.recoveries.remove(user));
          return open;
        });
  }

  @Override
  public List<Recovery> due(int limit, Instant now) {
    return state.with(
        rows ->
            rows.recoveries.values().stream()
                .filter(row -> row.announcedAt() == null && row.recovery().isDue(now))
                .filter(row -> isUnchanged(rows, row))
                .map(Row::recovery)
                .sorted(
                    Comparator.comparing(Recovery::dueAt)
                        .thenComparing(recovery -> recovery.user().value(), Keyset.BY_BITS))
                .limit(limit)
                .toList());
  }

  @Override
  public Optional<UserId> owner(List<CodeDigest> candidates, Instant now) {
    return state.with(rows -> good(rows, candidates, now).map(row -> row.recovery().user()));
  }

  @Override
  public Optional<Recovery> spend(List<CodeDigest> candidates, Instant now) {
    return state.with(
        rows ->
            good(rows, candidates, now)
                .map(row -> rows.recoveries.remove(row.recovery().user()))
                .map(Row::recovery));
  }

  private static Optional<Row> good(Rows rows, List<CodeDigest> candidates, Instant now) {
    return row(rows, row -> isAmong(candidates, row.token()) && row.recovery().isOpen(now))
        .filter(row -> isUnchanged(rows, row));
  }

  private static boolean isAmong(List<CodeDigest> candidates, @Nullable CodeDigest kept) {
    return kept != null && candidates.contains(kept);
  }

  @Override
  public int purge(Instant overBefore) {
    return state.with(
        rows -> {
          var before = rows.recoveries.size();
          rows.recoveries.values().removeIf(row -> row.recovery().expiresAt().isBefore(overBefore));
          return before - rows.recoveries.size();
        });
  }

  /** A recovery, its user as he was, when it was announced, and the digests of its tokens. */
  record Row(
      Recovery recovery,
      User.Epoch epoch,
      @Nullable Instant announcedAt,
      @Nullable CodeDigest cancel,
      @Nullable CodeDigest token) {

    Row announced(Instant now) {
      return new Row(recovery, epoch, now, cancel, token);
    }

    Row withCancel(CodeDigest newer) {
      return new Row(recovery, epoch, announcedAt, newer, token);
    }

    Row withToken(CodeDigest newer) {
      return new Row(recovery, epoch, announcedAt, cancel, newer);
    }
  }
}
