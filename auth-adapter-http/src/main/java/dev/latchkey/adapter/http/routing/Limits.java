package dev.latchkey.adapter.http.routing;

import static dev.latchkey.adapter.http.routing.Quota.Per.ACCOUNT;
import static dev.latchkey.adapter.http.routing.Quota.Per.ADDRESS;
import static dev.latchkey.adapter.http.routing.Quota.Per.ADDRESS_AND_ACCOUNT;
import static dev.latchkey.adapter.http.routing.Quota.minutely;
import static dev.latchkey.adapter.http.routing.Quota.quarterly;

import dev.latchkey.domain.ratelimit.RateLimit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What requests of a route count towards, with the numbers that hold by default. Routes of one
 * operation share its counts.
 *
 * <p>A count by account alone is only where strangers cannot use it up: of whoever is signed in,
 * and of a registration, whose id they do not know. Anywhere else it would keep the owner out:
 * guesses at one account are bounded by its guess budget, which knows his devices, and mails to one
 * address by what it gets in an hour.
 */
public enum Limits {
  /**
   * Nothing at all. For probes: they all come from one address, and one that is refused has the
   * server restarted or taken out of service, just when there is much to do.
   */
  NOTHING,
  /** The API-wide window of the client's address alone. */
  API_WIDE,

  REGISTER(quarterly(ADDRESS, 100), quarterly(ADDRESS_AND_ACCOUNT, 10)),
  VERIFY(quarterly(ADDRESS, 200), quarterly(ACCOUNT, 20)),
  RESEND(quarterly(ADDRESS, 100), quarterly(ACCOUNT, 10)),
  COMPLETE_REGISTRATION(quarterly(ADDRESS, 100), quarterly(ACCOUNT, 10)),

  /**
   * Nothing by account: its guess budget tells the owner's devices from the rest, a count cannot.
   */
  LOGIN(quarterly(ADDRESS, 200)),
  RESET(quarterly(ADDRESS, 60), quarterly(ADDRESS_AND_ACCOUNT, 5)),
  COMPLETE_RESET(quarterly(ADDRESS, 60)),
  CHANGE_PASSWORD(quarterly(ADDRESS, 60), quarterly(ACCOUNT, 10)),
  /** As often as somebody types: pages ask when he pauses. */
  PASSWORD_STRENGTH(minutely(120)),
  REAUTHENTICATE(quarterly(ADDRESS, 100), quarterly(ACCOUNT, 20)),

  REAUTHENTICATION_OPTIONS(quarterly(ADDRESS, 100), quarterly(ACCOUNT, 40)),

  PASSKEY_OPTIONS(quarterly(ADDRESS, 250)),
  PASSKEY_LOGIN(quarterly(ADDRESS, 200)),
  PASSKEY_SIGN_UP(quarterly(ADDRESS, 100), quarterly(ACCOUNT, 20)),
  CHANGE_PASSKEYS(quarterly(ADDRESS, 100), quarterly(ACCOUNT, 40)),

  REFRESH(minutely(150)),
  LOGOUT(minutely(60)),

  EXPORT(quarterly(ADDRESS, 30), quarterly(ACCOUNT, 10)),
  DELETE_ACCOUNT(quarterly(ADDRESS, 30), quarterly(ACCOUNT, 10)),
  UNDO_DELETION(quarterly(ADDRESS, 30)),

  NOT_ME(quarterly(ADDRESS, 30)),

  CHANGE_ADDRESS(quarterly(ADDRESS, 30), quarterly(ACCOUNT, 10)),
  COMPLETE_ADDRESS_CHANGE(quarterly(ADDRESS, 100), quarterly(ACCOUNT, 20)),
  UNDO_ADDRESS_CHANGE(quarterly(ADDRESS, 30)),

  CANCEL_RECOVERY(quarterly(ADDRESS, 30));

  /** Made by {@link List#of}: nobody can change it. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Quota> quotas;

  Limits(Quota... quotas) {
    this.quotas = List.of(quotas);
  }

  /** Every limit there is beside the API-wide one. */
  public static Stream<RateLimit> all() {
    return Arrays.stream(values())
        .flatMap(limits -> limits.quotas().stream().map(limits::standard));
  }

  /** What one of the counts is, unless the configuration says otherwise. */
  public RateLimit standard(Quota quota) {
    return quota.of(id());
  }

  /** The counts that it has of its own, in the order in which they are asked. */
  public List<Quota> quotas() {
    return quotas;
  }

  /** Whether there are any of its own. */
  public boolean isOperation() {
    return !quotas.isEmpty();
  }

  /** Whether one of them is kept by account. */
  public boolean needAccount() {
    return quotas.stream().anyMatch(quota -> quota.per().needsAccount());
  }

  /** What clients and operators call it: lower case with dashes. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
