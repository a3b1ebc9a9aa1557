package dev.latchkey.domain.address;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.registration.RegistrationPolicy.Codes;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * How an address is exchanged for another, and for how long that can be undone.
 *
 * @param patience from the wish to the last moment at which its code may leave
 * @param codes digits, life and wrong answers of a code
 * @param reservation how long the address before is kept for its owner
 * @param wrongCodes per user, over all his wishes
 * @param mails per canonical address and kind of mail
 */
public record AddressPolicy(
    Duration patience, Codes codes, Duration reservation, RateLimit wrongCodes, RateLimit mails) {

  public AddressPolicy {
    if (!patience.isPositive() || !reservation.isPositive()) {
      throw new IllegalArgumentException("mails and second thoughts need some time");
    }
  }

  /** An hour, codes as of registrations, a week; 20 wrong codes a day, 5 mails an hour. */
  public static AddressPolicy standard() {
    return new AddressPolicy(
        Duration.ofHours(1),
        Codes.standard(),
        Duration.ofDays(7),
        new RateLimit("address-change-code", 20, Duration.ofDays(1)),
        new RateLimit("address-change-mail", 5, Duration.ofHours(1)));
  }

  /** A wish that is made now. */
  public AddressChange wish(AddressChangeId id, User user, EmailAddress wanted, Instant now) {
    return new AddressChange(id, user.id(), wanted, now, now.plus(patience));
  }

  /** Until when an address that is left now is kept for its owner. */
  public Instant reservedUntil(Instant now) {
    return now.plus(reservation);
  }

  /** What is left of the wrong codes for this user. */
  public Budget wrongCodesOf(UserId user) {
    return wrongCodes.of(user.value().toString());
  }

  /** What is left of the mails with a code, or in place of one, to this address. */
  public Budget codeMailsTo(EmailAddress address) {
    return mails.of("code " + address.value());
  }

  /** What is left of the mails that tell this address of its owner's wish. */
  public Budget noticeMailsTo(EmailAddress address) {
    return mails.of("notice " + address.value());
  }
}
