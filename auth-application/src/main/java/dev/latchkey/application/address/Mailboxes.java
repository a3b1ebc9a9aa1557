package dev.latchkey.application.address;

import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.LeftAddress;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Knows whose mailbox to tell of what: the one that was the user's when it happened, however late
 * the mail leaves. Whoever changes the address afterwards does not get the mails of before.
 */
public record Mailboxes(AddressChanges changes, InstantSource time) {

  /**
   * The address that the user had then, as long as it is kept for him; the one that he has now,
   * when it is not. An address that was withdrawn from him has never been his.
   */
  public EmailAddress of(User user, Instant at) {
    return changes
        .findKept(user.id(), at, time.instant())
        .map(LeftAddress::left)
        .orElseGet(user::email);
  }
}
