package dev.latchkey.domain.credential;

import dev.latchkey.domain.credential.Allowance.Budget;
import dev.latchkey.domain.user.EmailAddress;
import java.time.Duration;

/**
 * How many wrong passwords in a row an account takes (NIST SP 800-63B-4, section 3.2.2: at most
 * 100). A right one starts the count anew.
 */
public record LockoutPolicy(Allowance wrongPasswords) {

  /** 100 wrong answers within a day, per canonical address. */
  public static LockoutPolicy standard() {
    return new LockoutPolicy(new Allowance("password", 100, Duration.ofDays(1)));
  }

  /** What is left of the wrong passwords for this address. */
  public Budget budgetOf(EmailAddress address) {
    return wrongPasswords.of(address.value());
  }
}
