package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryRegistrations implements Registrations {
  private final InMemoryState state;

  InMemoryRegistrations(InMemoryState state) {
    this.state = state;
  }

  @Override
  public void add(Registration registration) {
    var row = new Row(registration, registration.lifetime().startedAt(), null, null);
    if (state.with(rows -> rows.registrations.putIfAbsent(registration.id(), row)) != null) {
      throw new IllegalStateException("there is a registration with this id");
    }
  }

  @Override
  public Optional<Registration> find(RegistrationId id) {
    return state
        .with(rows -> Optional.ofNullable(rows.registrations.get(id)))
        .map(Row::registration);
  }

  @Override
  public boolean requestCode(RegistrationId id, Duration coolDown, Instant now) {
    return state.with(
        rows ->
            open(rows, id, now)
                .filter(row -> !row.askedAt().plus(coolDown).isAfter(now))
                .map(row -> put(rows, row.askedAgain(now)))
                .isPresent());
  }

  @Override
  public boolean mint(RegistrationId id, NewCode code, Instant now) {
    return state.with(
        rows -> open(rows, id, now).map(row -> put(rows, row.withCode(code))).isPresent());
  }

  @Override
  public Redemption redeem(
      RegistrationId id, List<CodeDigest> candidates, NewContinuation continuation, Instant now) {
    return state.with(
        rows ->
            open(rows, id, now)
                .filter(row -> row.hasLiveCode(now))
                .map(row -> answered(rows, row, candidates, continuation, now))
                .orElseGet(Redemption.Dead::new));
  }

  private static Redemption answered(
      Rows rows, Row row, List<CodeDigest> candidates, NewContinuation continuation, Instant now) {
    var code = row.code();
    if (code == null || !candidates.contains(code.digest())) {
      put(rows, row.answeredWrongly());
      return new Redemption.Wrong();
    }
    return new Redemption.Proven(put(rows, row.proven(continuation, now)).registration());
  }

  @Override
  public Optional<Registration> findProven(
      RegistrationId id, SecretDigest continuation, Instant now) {
    return state.with(
        rows ->
            open(rows, id, now)
                .filter(row -> row.isContinuedBy(continuation, now))
                .map(Row::registration));
  }

  @Override
  public Optional<Registration> complete(
      RegistrationId id, SecretDigest continuation, Instant now) {
    return state.with(
        rows ->
            open(rows, id, now)
                .filter(row -> row.isContinuedBy(continuation, now))
                .map(row -> put(rows, row.completed(now)).registration()));
  }

  @Override
  public int purge(Instant overBefore) {
    return state.with(
        rows -> {
          var before = rows.registrations.size();
          rows.registrations.values().removeIf(row -> row.overAt().isBefore(overBefore));
          return before - rows.registrations.size();
        });
  }

  private static Optional<Row> open(Rows rows, RegistrationId id, Instant now) {
    return Optional.ofNullable(rows.registrations.get(id))
        .filter(row -> row.registration().isOpen(now));
  }

  private static Row put(Rows rows, Row row) {
    rows.registrations.put(row.registration().id(), row);
    return row;
  }

  /** A registration with what belongs to it. */
  record Row(
      Registration registration,
      Instant askedAt,
      @Nullable NewCode code,
      @Nullable NewContinuation continuation) {

    boolean hasLiveCode(Instant now) {
      return code != null && code.wrongAnswers() > 0 && code.expiresAt().isAfter(now);
    }

    boolean isContinuedBy(SecretDigest secret, Instant now) {
      return continuation != null
          && continuation.digest().equals(secret)
          && continuation.expiresAt().isAfter(now);
    }

    Instant overAt() {
      var completedAt = registration.completedAt();
      var expiresAt = registration.lifetime().expiresAt();
      return completedAt == null ? expiresAt : completedAt;
    }

    Row askedAgain(Instant now) {
      return new Row(registration, now, code, continuation);
    }

    Row withCode(NewCode newer) {
      return new Row(registration, askedAt, newer, continuation);
    }

    Row answeredWrongly() {
      return code == null
          ? this
          : withCode(new NewCode(code.digest(), code.expiresAt(), code.wrongAnswers() - 1));
    }

    Row proven(NewContinuation newer, Instant now) {
      var completedAt = registration.password() == null ? null : now;
      return new Row(standing(now, completedAt), askedAt, null, newer);
    }

    Row completed(Instant now) {
      return new Row(standing(registration.provenAt(), now), askedAt, null, null);
    }

    private Registration standing(@Nullable Instant provenAt, @Nullable Instant completedAt) {
      return new Registration(
          registration.id(),
          registration.email(),
          registration.name(),
          registration.language(),
          registration.password(),
          registration.lifetime(),
          provenAt,
          completedAt);
    }
  }
}
