package dev.latchkey.bootstrap.survival;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is known of a run: what clients were told, what came by mail, what is stored. */
final class History {
  private final List<Operation> operations;
  private final Map<String, List<Operation>> byAccount;
  private final Map<String, List<Letter>> byRecipient;
  private final Snapshot snapshot;
  private final List<Trouble> troubles;
  private final Duration skew;

  /**
   * @param skew by how much the clocks of two servers were apart at most
   */
  History(
      List<Operation> operations,
      List<Letter> letters,
      Snapshot snapshot,
      List<Trouble> troubles,
      Duration skew) {
    this.operations = List.copyOf(operations);
    this.byAccount =
        this.operations.stream()
            .collect(groupingBy(Operation::account, LinkedHashMap::new, toUnmodifiableList()));
    this.byRecipient = letters.stream().collect(groupingBy(Letter::to));
    this.snapshot = snapshot;
    this.troubles = List.copyOf(troubles);
    this.skew = skew;
  }

  List<Operation> operations() {
    return operations;
  }

  /** The operations of each account. */
  Collection<List<Operation>> accounts() {
    return byAccount.values();
  }

  List<Operation> of(String account) {
    return byAccount.getOrDefault(account, List.of());
  }

  List<Letter> letters(String account, Letter.Purpose purpose) {
    return byRecipient.getOrDefault(account, List.of()).stream()
        .filter(letter -> letter.is(purpose))
        .toList();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  List<Trouble> troubles() {
    return troubles;
  }

  Duration skew() {
    return skew;
  }

  /** Whoever opened this session, if he was told so. */
  Optional<Operation> opener(String account, String session) {
    return of(account).stream().filter(each -> each.opened(session)).findFirst();
  }

  /** Whoever set this password, for sure. No password is set twice. */
  Optional<Operation> setter(String account, String password) {
    return of(account).stream()
        .filter(each -> each.isOk() && each.shown().sets().equals(password))
        .findFirst();
  }

  /** The sessions of an account that somebody was told of, in the order of that. */
  List<String> sessions(String account) {
    var sessions = new ArrayList<String>();
    for (var each : of(account)) {
      if (each.isOk() && each.kind().opens()) {
        sessions.add(each.gained().id());
      }
    }
    return sessions;
  }
}
