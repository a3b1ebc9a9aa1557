package dev.latchkey.bootstrap.survival;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** What clients share: servers, accounts, and the mailboxes of all. */
final class Town {
  /** Clients are at the newest ones, so that they meet there; the older ones rest. */
  private static final int BUSY = 16;

  private final List<Door> doors;
  private final PostOffice office;
  private final Journal journal;
  private final List<Account> accounts = new CopyOnWriteArrayList<>();
  private final AtomicInteger serial = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  Town(List<Door> doors, PostOffice office, Journal journal) {
    this.doors = List.copyOf(doors);
    this.office = office;
    this.journal = journal;
  }

  List<Door> doors() {
    return doors;
  }

  Door anyDoor(RandomGenerator chance) {
    return doors.get(chance.nextInt(doors.size()));
  }

  PostOffice office() {
    return office;
  }

  Journal journal() {
    return journal;
  }

  List<Account> accounts() {
    return List.copyOf(accounts);
  }

  void settle(Account account) {
    accounts.add(account);
  }

  Account anyAccount(RandomGenerator chance) {
    var all = accounts.size();
    return accounts.get(all - 1 - chance.nextInt(Math.min(BUSY, all)));
  }

  /** Where accounts and passwords of before must not come again. */
  void goOnFrom(int number) {
    serial.set(number);
  }

  /** A number that no account and no password of this town has. */
  int next() {
    return serial.incrementAndGet();
  }

  /** One that nobody guesses and no list holds, and that no account ever had. */
  String nextPassword() {
    var number = next();
    return "survivor-" + number + "-" + Digests.of("password " + number);
  }

  boolean isOpen() {
    return !closed.get();
  }

  void close() {
    closed.set(true);
  }
}
