package dev.latchkey.bootstrap.survival;

import java.util.random.RandomGenerator;

/** The last words: everybody shows all that he holds, ended or not, when all is calm again. */
final class RollCall {
  /** The newest accounts: there is much to show, and hashing takes its time. */
  private static final int MOST = 200;

  private final Town town;
  private final Acts acts;
  private final RandomGenerator chance;

  RollCall(Town town, Acts acts, RandomGenerator chance) {
    this.town = town;
    this.acts = acts;
    this.chance = chance;
  }

  void run() {
    var accounts = town.accounts();
    accounts.subList(Math.max(0, accounts.size() - MOST), accounts.size()).forEach(this::showAll);
  }

  private void showAll(Account account) {
    account.all().forEach(held -> acts.me(town.anyDoor(chance), account, held));
    if (account.isVerified()) {
      acts.login(town.anyDoor(chance), account, account.password());
    }
  }
}
