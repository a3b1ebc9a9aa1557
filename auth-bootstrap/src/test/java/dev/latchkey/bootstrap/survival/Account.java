package dev.latchkey.bootstrap.survival;

import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is known of an account by those who use it, together: any number of clients. */
final class Account {
  private static final int GHOSTS = 12;

  private final String email;
  private final String registration;
  private final List<Held> live = new ArrayList<>();
  private final List<Held> ended = new ArrayList<>();
  private final List<SoftwareAuthenticator> passkeys = new ArrayList<>();
  private final List<String> passwords = new ArrayList<>();
  private boolean verified;
  private String password;

  Account(String email, String registration, String password) {
    this.email = email;
    this.registration = registration;
    this.password = password;
  }

  String email() {
    return email;
  }

  String registration() {
    return registration;
  }

  synchronized boolean isVerified() {
    return verified;
  }

  synchronized void verify() {
    verified = true;
  }

  /** The one that was set last, as far as anybody was told. */
  synchronized String password() {
    return password;
  }

  /** It was taken, so it is the one. */
  synchronized void confirm(String taken) {
    if (!password.equals(taken)) {
      replace(taken);
    }
  }

  /** Somebody was told that this is the password now. */
  synchronized void replace(String other) {
    passwords.add(password);
    password = other;
  }

  /** It may have been set. */
  synchronized void doubt(String other) {
    passwords.add(other);
  }

  /** One that was replaced, or may have been set. */
  synchronized Optional<String> otherPassword(RandomGenerator chance) {
    return any(passwords, chance);
  }

  /** One that was acknowledged. */
  synchronized void keep(SoftwareAuthenticator passkey) {
    passkeys.add(passkey);
  }

  synchronized List<SoftwareAuthenticator> passkeys() {
    return List.copyOf(passkeys);
  }

  synchronized void open(Held held) {
    live.add(held);
  }

  synchronized Optional<Held> anyLive(RandomGenerator chance) {
    return any(live, chance);
  }

  synchronized Optional<Held> anyEnded(RandomGenerator chance) {
    return any(ended, chance);
  }

  synchronized List<Held> all() {
    var all = new ArrayList<>(live);
    all.addAll(ended);
    return all;
  }

  synchronized int sessions() {
    return live.size();
  }

  /** The session is over, or may be. */
  synchronized void bury(String session) {
    live.stream()
        .filter(held -> held.session().equals(session))
        .findFirst()
        .ifPresent(
            held -> {
              live.remove(held);
              remember(held);
            });
  }

  /** All of them are over, or may be, but this one. */
  synchronized void buryAllBut(String session) {
    List.copyOf(live).stream()
        .map(Held::session)
        .filter(each -> !each.equals(session))
        .forEach(this::bury);
  }

  private void remember(Held held) {
    ended.add(held);
    if (ended.size() > GHOSTS) {
      ended.removeFirst();
    }
  }

  synchronized String access(Held held) {
    return held.access();
  }

  synchronized String refresh(Held held) {
    return held.refresh();
  }

  synchronized Optional<String> anySpent(Held held, RandomGenerator chance) {
    return any(held.spent(), chance);
  }

  synchronized void renew(Held held, String shown, String access, String refresh) {
    held.renew(shown, access, refresh);
  }

  private static <T> Optional<T> any(List<T> some, RandomGenerator chance) {
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(chance.nextInt(some.size())));
  }
}
