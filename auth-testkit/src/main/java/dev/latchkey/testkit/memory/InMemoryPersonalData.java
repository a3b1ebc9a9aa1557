package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.Account;
import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.leaving.PersonalData;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationCompleted;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryPersonalData implements PersonalData {
  private final InMemoryState state;

  InMemoryPersonalData(InMemoryState state) {
    this.state = state;
  }

  @Override
  public List<PersonalRecord> read(
      Person person, Category category, @Nullable String after, int limit) {
    return state.with(
        rows ->
            records(rows, person, category)
                .filter(record -> after == null || record.key().compareTo(after) > 0)
                .sorted(Comparator.comparing(PersonalRecord::key))
                .limit(limit)
                .toList());
  }

  private static Stream<PersonalRecord> records(Rows rows, Person person, Category category) {
    return switch (category) {
      case PROFILE -> Optional.ofNullable(rows.users.get(person.id())).stream().map(Facts::of);
      case CREDENTIALS -> credentials(rows, person);
      case PASSKEYS -> passkeys(rows, person);
      case SESSIONS ->
          rows.sessions.values().stream()
              .filter(session -> session.user().equals(person.id()))
              .map(Facts::of);
      case DEVICES ->
          rows.devices.values().stream()
              .filter(row -> row.user().equals(person.id()))
              .map(Facts::of);
      case REGISTRATIONS ->
          rows.registrations.values().stream()
              .filter(row -> row.registration().email().equals(person.email()))
              .map(Facts::of);
      case ATTEMPT_COUNTERS -> counters(rows, person);
      case DELETION -> Optional.ofNullable(rows.deletions.get(person.id())).stream().map(Facts::of);
      case NOTICES -> InMemoryNotices.of(rows, person.id()).map(Facts::of);
      case ADDRESSES -> addresses(rows, person);
      case DELIVERIES ->
          rows.deliveries.values().stream()
              .filter(staged -> isAbout(rows, person).test(staged.delivery().event()))
              .map(Facts::of);
      case AUDIT_TRAIL -> {
        var origin = origin(rows, person);
        yield rows.trail.stream()
            .filter(entry -> isOfHim(entry.event(), person, origin))
            .map(Facts::of);
      }
    };
  }

  private static Stream<PersonalRecord> credentials(Rows rows, Person person) {
    return Stream.of(
            Optional.ofNullable(rows.passwords.get(person.id())).stream().map(Facts::of),
            Optional.ofNullable(rows.resets.get(person.email())).stream().map(Facts::of),
            Optional.ofNullable(rows.recoveries.get(person.id())).stream().map(Facts::of))
        .flatMap(records -> records);
  }

  private static Stream<PersonalRecord> addresses(Rows rows, Person person) {
    return Stream.of(
            Optional.ofNullable(rows.addressChanges.get(person.id())).stream().map(Facts::of),
            rows.replacedChanges.values().stream()
                .filter(change -> change.user().equals(person.id()))
                .map(Facts::of),
            rows.leftAddresses.values().stream()
                .filter(row -> row.left().user().equals(person.id()))
                .map(Facts::of))
        .flatMap(records -> records);
  }

  private static Stream<PersonalRecord> passkeys(Rows rows, Person person) {
    return Stream.concat(
        rows.passkeys.values().stream()
            .filter(row -> row.passkey().owner().equals(person.id()))
            .map(Facts::of),
        rows.ceremonies.values().stream()
            .filter(ceremony -> isOf(rows, person, ceremony.purpose()))
            .map(Facts::of));
  }

  private static boolean isOf(Rows rows, Person person, PendingCeremony.Purpose purpose) {
    return switch (purpose) {
      case Purpose.SigningUp(var registration, var user) ->
          user.equals(person.id())
              || Optional.ofNullable(rows.registrations.get(registration))
                  .filter(row -> row.registration().email().equals(person.email()))
                  .isPresent();
      case Purpose.Adding adding -> adding.user().equals(person.id());
      case Purpose.SigningIn(var user) -> user.filter(person.id()::equals).isPresent();
      case Purpose.Reauthenticating showing -> showing.user().equals(person.id());
    };
  }

  private static Stream<PersonalRecord> counters(Rows rows, Person person) {
    var budgets =
        person.budgets().stream()
            .map(InMemoryGuessBudgets.Key::of)
            .flatMap(
                key ->
                    Optional.ofNullable(rows.budgets.get(key)).map(c -> Facts.of(key, c)).stream());
    var guesses =
        rows.guesses.entrySet().stream()
            .filter(guess -> isAt(person, guess.getKey()))
            .map(guess -> Facts.of(guess.getKey(), guess.getValue()));
    return Stream.concat(budgets, guesses);
  }

  private static boolean isAt(Person person, Guesser guesser) {
    return guesser.account().equals(Account.of(person.id()));
  }

  @Override
  public boolean forget(Person person) {
    if (!state.isInUnit()) {
      throw new IllegalStateException("people are forgotten in a unit of work");
    }
    return state.with(
        rows -> {
          if (!rows.users.containsKey(person.id())) {
            return false;
          }
          forget(rows, person);
          return true;
        });
  }

  private static void forget(Rows rows, Person person) {
    var about = isAbout(rows, person);
    rows.deliveries.values().removeIf(staged -> about.test(staged.delivery().event()));
    rows.ceremonies.values().removeIf(ceremony -> isOf(rows, person, ceremony.purpose()));
    rows.passkeys.values().removeIf(row -> row.passkey().owner().equals(person.id()));
    rows.registrations.values().removeIf(row -> row.registration().email().equals(person.email()));
    rows.resets.remove(person.email());
    person.budgets().forEach(budget -> rows.budgets.remove(InMemoryGuessBudgets.Key.of(budget)));
    rows.guesses.keySet().removeIf(guesser -> isAt(person, guesser));
    rows.devices.values().removeIf(row -> row.user().equals(person.id()));
    rows.deletions.remove(person.id());
    rows.notices.values().removeIf(row -> row.notice().user().equals(person.id()));
    rows.addressChanges.remove(person.id());
    rows.replacedChanges.values().removeIf(change -> change.user().equals(person.id()));
    rows.recoveries.remove(person.id());
    rows.leftAddresses.values().removeIf(row -> row.left().user().equals(person.id()));
    rows.sessions.values().removeIf(session -> session.user().equals(person.id()));
    rows.passwords.remove(person.id());
    rows.users.remove(person.id());
  }

  /** Whether an event is about the user, or about an attempt of his address. */
  private static Predicate<AuthEvent> isAbout(Rows rows, Person person) {
    var attempts = new HashSet<UUID>(origin(rows, person));
    Optional.ofNullable(rows.resets.get(person.email()))
        .ifPresent(row -> attempts.add(row.request().id().value()));
    rows.registrations.values().stream()
        .map(InMemoryRegistrations.Row::registration)
        .filter(registration -> registration.email().equals(person.email()))
        .forEach(registration -> attempts.add(registration.id().value()));
    return event -> isOfHim(event, person, attempts);
  }

  private static boolean isOfHim(AuthEvent event, Person person, Set<UUID> attempts) {
    return event
        .subject()
        .filter(id -> id.equals(person.id().value()) || attempts.contains(id))
        .isPresent();
  }

  private static Set<UUID> origin(Rows rows, Person person) {
    var registrations = new HashSet<UUID>();
    for (var entry : rows.trail) {
      if (entry.event() instanceof RegistrationCompleted completed
          && completed.user().equals(person.id())) {
        registrations.add(completed.registration().value());
      }
    }
    return registrations;
  }
}
