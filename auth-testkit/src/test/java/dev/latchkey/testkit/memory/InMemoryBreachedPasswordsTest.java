package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.testkit.contract.BreachedPasswordsContract;

class InMemoryBreachedPasswordsTest extends BreachedPasswordsContract {
  @Override
  protected BreachedPasswords knowing(PlainPassword breached) {
    var passwords = new InMemoryBreachedPasswords();
    passwords.add(breached);
    return passwords;
  }

  @Override
  protected BreachedPasswords away() {
    var passwords = new InMemoryBreachedPasswords();
    passwords.beAway();
    return passwords;
  }
}
