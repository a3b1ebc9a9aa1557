package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Letter.Purpose;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Does one thing after the other, whatever comes to its mind, until the town closes: mostly what
 * honest people do, sometimes the same at two servers at once, and sometimes with what is over.
 */
final class Client implements Runnable {
  private static final int MOST_PASSKEYS = 3;
  private static final long SHORTEST_PAUSE = 5_000_000L;
  private static final long LONGEST_PAUSE = 40_000_000L;

  private final Town town;
  private final Acts acts;
  private final PasskeyActs passkeys;
  private final RandomGenerator chance;

  Client(Town town, Acts acts, PasskeyActs passkeys, RandomGenerator chance) {
    this.town = town;
    this.acts = acts;
    this.passkeys = passkeys;
    this.chance = chance;
  }

  @Override
  public void run() {
    register();
    while (town.isOpen()) {
      step();
      LockSupport.parkNanos(chance.nextLong(SHORTEST_PAUSE, LONGEST_PAUSE));
    }
  }

  private void step() {
    if (town.accounts().isEmpty() || chance.nextInt(100) < 6) {
      register();
      return;
    }
    var account = town.anyAccount(chance);
    if (account.isVerified()) {
      use(account);
    } else {
      verify(account);
    }
  }

  private void register() {
    var email = "survivor" + town.next() + "@example.com";
    var password = town.nextPassword();
    var registration = acts.register(town.anyDoor(chance), email, password);
    if (!registration.isEmpty()) {
      town.settle(new Account(email, registration, password));
    }
  }

  private void verify(Account account) {
    town.office()
        .newest(account.email(), Purpose.CODE)
        .ifPresent(code -> sometimesTwice(door -> acts.verify(door, account, code)));
    if (chance.nextInt(10) == 0) {
      login(account);
    }
  }

  private void use(Account account) {
    var roll = chance.nextInt(100);
    var held = account.anyLive(chance);
    if (held.isEmpty() || roll < 10) {
      login(account);
    } else if (roll < 74) {
      useSession(account, held.get(), roll);
    } else if (roll < 80) {
      acts.requestReset(town.anyDoor(chance), account);
    } else if (roll < 86) {
      reset(account);
    } else if (roll < 92) {
      usePasskey(account, held.get());
    } else {
      haunt(account);
    }
  }

  private void login(Account account) {
    var other = chance.nextInt(4) == 0 ? account.otherPassword(chance) : Optional.<String>empty();
    acts.login(town.anyDoor(chance), account, other.orElseGet(account::password));
  }

  private void useSession(Account account, Held held, int roll) {
    var door = town.anyDoor(chance);
    if (roll < 30) {
      acts.me(door, account, held);
    } else if (roll < 52) {
      var token = account.refresh(held);
      sometimesTwice(each -> acts.refresh(each, account, held, token));
    } else if (roll < 56) {
      acts.list(door, account, held);
    } else if (roll < 62) {
      var wanted = town.nextPassword();
      acts.changePassword(door, account, held, wanted);
    } else if (roll < 67) {
      acts.logout(door, account, held);
    } else if (roll < 70) {
      acts.logoutAll(door, account, held);
    } else {
      account.anyLive(chance).ifPresent(other -> acts.end(door, account, held, other));
    }
  }

  private void reset(Account account) {
    var tokens = town.office().secrets(account.email(), Purpose.RESET);
    if (!tokens.isEmpty()) {
      var newest = chance.nextInt(4) > 0;
      var token = newest ? tokens.getLast() : tokens.get(chance.nextInt(tokens.size()));
      sometimesTwice(door -> acts.resetPassword(door, account, token, town.nextPassword()));
    }
  }

  private void usePasskey(Account account, Held held) {
    var all = account.passkeys();
    if (all.isEmpty() || (all.size() < MOST_PASSKEYS && chance.nextInt(5) == 0)) {
      passkeys.add(town.anyDoor(chance), account, held, town.next());
      return;
    }
    var passkey = all.get(chance.nextInt(all.size()));
    passkeys
        .begin(town.anyDoor(chance), passkey)
        .ifPresent(shown -> sometimesTwice(door -> passkeys.login(door, account, shown)));
  }

  /** With what is over, or should be. */
  private void haunt(Account account) {
    var door = town.anyDoor(chance);
    switch (chance.nextInt(4)) {
      case 0 ->
          account.otherPassword(chance).ifPresent(password -> acts.login(door, account, password));
      case 1 ->
          account
              .anyLive(chance)
              .ifPresent(
                  held ->
                      account
                          .anySpent(held, chance)
                          .ifPresent(token -> acts.refresh(door, account, held, token)));
      case 2 ->
          account
              .anyEnded(chance)
              .ifPresent(held -> acts.refresh(door, account, held, account.refresh(held)));
      default -> account.anyEnded(chance).ifPresent(held -> acts.me(door, account, held));
    }
  }

  /** At all servers at once, now and then; else at any. */
  private void sometimesTwice(Consumer<Door> act) {
    if (chance.nextInt(3) > 0) {
      act.accept(town.anyDoor(chance));
      return;
    }
    var others = town.doors().subList(1, town.doors().size());
    var started =
        others.stream().map(door -> Thread.ofVirtual().start(() -> act.accept(door))).toList();
    act.accept(town.doors().getFirst());
    started.forEach(Crowd::join);
  }
}
