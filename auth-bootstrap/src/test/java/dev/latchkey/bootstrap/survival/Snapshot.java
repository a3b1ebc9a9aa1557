package dev.latchkey.bootstrap.survival;

import java.util.List;
import java.util.Map;

/**
 * What the database holds when all is over.
 *
 * @param users address to id
 * @param registrations id to address
 * @param sessions by their ids
 * @param passkeys id to user
 * @param waiting deliveries that were not made
 * @param parked deliveries that were given up
 */
record Snapshot(
    Map<String, String> users,
    Map<String, String> registrations,
    Map<String, Row> sessions,
    Map<String, String> passkeys,
    List<Line> audit,
    List<String> waiting,
    List<String> parked) {
  Snapshot {
    users = Map.copyOf(users);
    registrations = Map.copyOf(registrations);
    sessions = Map.copyOf(sessions);
    passkeys = Map.copyOf(passkeys);
    audit = List.copyOf(audit);
    waiting = List.copyOf(waiting);
    parked = List.copyOf(parked);
  }

  /**
   * A session.
   *
   * @param generation how often it was renewed
   */
  record Row(String user, int generation, boolean ended) {}

  /**
   * A line of the trail.
   *
   * @param about the registration, session, passkey or user that it is about
   * @param user empty when it names none
   */
  record Line(String type, String about, String user, String reason) {
    boolean is(String other) {
      return type.equals(other);
    }
  }

  /** The same as if this account had never been. */
  Snapshot without(String account) {
    var user = users.getOrDefault(account, "");
    return new Snapshot(
        users,
        registrations,
        sessions,
        passkeys,
        audit.stream()
            .filter(line -> !line.user().equals(user))
            .filter(line -> !account.equals(registrations.get(line.about())))
            .toList(),
        waiting,
        parked);
  }

  List<Line> lines(String type) {
    return audit.stream().filter(line -> line.is(type)).toList();
  }
}
