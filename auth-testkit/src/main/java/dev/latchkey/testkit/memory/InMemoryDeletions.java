package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryDeletions implements Deletions {
  private final InMemoryState state;

  InMemoryDeletions(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Request request(PendingDeletion wish) {
    return state.with(
        rows -> {
          if (!rows.users.containsKey(wish.user())) {
            return new Request.UnknownUser();
          }
          var standing = rows.deletions.putIfAbsent(wish.user(), new Row(wish, null));
          return standing == null
              ? new Request.Noted(wish)
              : new Request.Standing(standing.deletion());
        });
  }

  @Override
  public Optional<PendingDeletion> find(UserId user) {
    return state.with(rows -> Optional.ofNullable(rows.deletions.get(user)).map(Row::deletion));
  }

  @Override
  public boolean mint(PendingDeletion wish, SecretDigest token, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.deletions.get(wish.user()))
                .filter(row -> row.deletion().requestedAt().equals(wish.requestedAt()))
                .filter(row -> row.deletion().isUndoable(now))
                .map(row -> rows.deletions.put(wish.user(), new Row(row.deletion(), token)))
                .isPresent());
  }

  @Override
  public Optional<UserId> undo(SecretDigest token, Instant now) {
    return state.with(
        rows ->
            rows.deletions.values().stream()
                .filter(row -> Objects.equals(token, row.undo()) && row.deletion().isUndoable(now))
                .map(row -> row.deletion().user())
                .findFirst()
                .filter(user -> rows.deletions.remove(user) != null));
  }

  @Override
  public boolean withdraw(UserId user, Instant now) {
    return remove(user, now, true);
  }

  @Override
  public List<UserId> due(int limit, Instant now) {
    return state.with(
        rows ->
            rows.deletions.values().stream()
                .map(Row::deletion)
                .filter(deletion -> !deletion.isUndoable(now))
                .sorted(
                    Comparator.comparing(PendingDeletion::deleteAt)
                        .thenComparing(deletion -> deletion.user().value(), Keyset.BY_BITS))
                .limit(limit)
                .map(PendingDeletion::user)
                .toList());
  }

  @Override
  public boolean take(UserId user, Instant now) {
    return remove(user, now, false);
  }

  private boolean remove(UserId user, Instant now, boolean whileUndoable) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.deletions.get(user))
                .filter(row -> row.deletion().isUndoable(now) == whileUndoable)
                .map(row -> rows.deletions.remove(user))
                .isPresent());
  }

  /** A wish, and the digest of the token that undoes it; null before the mail is sent. */
  record Row(PendingDeletion deletion, @Nullable SecretDigest undo) {}
}
