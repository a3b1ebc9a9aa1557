package dev.latchkey.application.leaving;

import dev.latchkey.domain.credential.Account;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.leaving.LeavingPolicy;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.user.User;
import java.util.List;

/**
 * Tells by what a user is recognised in the storage. Whoever counts something else under an address
 * names it here.
 */
public record Persons(
    LockoutPolicy lockout,
    RegistrationPolicy registration,
    PasswordResetPolicy passwordReset,
    LeavingPolicy leaving) {
  Person of(User user) {
    var address = user.email();
    return new Person(
        user.id(),
        address,
        List.of(
            lockout.noticesOf(Account.of(user.id())),
            lockout.proofNoticesOf(Account.of(user.id())),
            registration.wrongCodesFor(address),
            registration.codeMailsTo(address),
            registration.noticeMailsTo(address),
            passwordReset.requestsFor(address),
            leaving.mailsTo(address)));
  }
}
