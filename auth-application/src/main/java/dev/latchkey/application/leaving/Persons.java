package dev.latchkey.application.leaving;

import dev.latchkey.domain.address.AddressPolicy;
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
    LeavingPolicy leaving,
    AddressPolicy address) {
  Person of(User user) {
    var email = user.email();
    return new Person(
        user.id(),
        email,
        List.of(
            lockout.noticesOf(Account.of(user.id())),
            lockout.proofNoticesOf(Account.of(user.id())),
            registration.wrongCodesFor(email),
            registration.codeMailsTo(email),
            registration.noticeMailsTo(email),
            passwordReset.requestsFor(email),
            leaving.mailsTo(email),
            address.wrongCodesOf(user.id()),
            address.codeMailsTo(email),
            address.noticeMailsTo(email)));
  }
}
