package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetRequest;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryPasswordResets implements PasswordResets {
  private final InMemoryState state;

  InMemoryPasswordResets(InMemoryState state) {
    this.state = state;
  }

  @Override
  public void request(PasswordResetRequest request) {
    state.run(rows -> rows.resets.put(request.email(), new Row(request, null, null)));
  }

  @Override
  public Optional<PasswordResetRequest> find(PasswordResetId id) {
    return state.with(rows -> row(rows, id).map(Row::request));
  }

  private static Optional<Row> row(Rows rows, PasswordResetId id) {
    return rows.resets.values().stream().filter(row -> row.request().id().equals(id)).findFirst();
  }

  @Override
  public boolean mint(PasswordResetId id, User user, NewToken token, Instant now) {
    return state.with(
        rows ->
            row(rows, id)
                .filter(row -> row.request().isOpen(now) && isUnchanged(rows, user))
                .map(row -> rows.resets.put(row.request().email(), row.with(user, token)))
                .isPresent());
  }

  @Override
  public Optional<UserId> owner(List<CodeDigest> candidates, Instant now) {
    return state.with(
        rows ->
            good(rows, candidates, now)
                .flatMap(row -> Optional.ofNullable(row.user()))
                .map(User::id));
  }

  @Override
  public Optional<UserId> spend(List<CodeDigest> candidates, Instant now) {
    return state.with(
        rows ->
            good(rows, candidates, now)
                .map(row -> rows.resets.remove(row.request().email()))
                .map(Row::user)
                .map(User::id));
  }

  private static Optional<Row> good(Rows rows, List<CodeDigest> candidates, Instant now) {
    return rows.resets.values().stream()
        .filter(row -> row.isAnsweredBy(candidates, now) && isUnchanged(rows, row.user()))
        .findFirst();
  }

  private static boolean isUnchanged(Rows rows, @Nullable User then) {
    return then != null
        && Optional.ofNullable(rows.users.get(then.id()))
            .filter(user -> user.isActive() && user.epoch().equals(then.epoch()))
            .isPresent();
  }

  @Override
  public int purge(Instant overBefore) {
    return state.with(
        rows -> {
          var before = rows.resets.size();
          rows.resets.values().removeIf(row -> row.overAt().isBefore(overBefore));
          return before - rows.resets.size();
        });
  }

  /** A request with its token, and the user as he was when that was minted. */
  record Row(PasswordResetRequest request, @Nullable User user, @Nullable NewToken token) {

    Row with(User owner, NewToken newer) {
      return new Row(request, owner, newer);
    }

    boolean isAnsweredBy(List<CodeDigest> candidates, Instant now) {
      return token != null && candidates.contains(token.digest()) && token.expiresAt().isAfter(now);
    }

    Instant overAt() {
      return token != null && token.expiresAt().isAfter(request.expiresAt())
          ? token.expiresAt()
          : request.expiresAt();
    }
  }
}
