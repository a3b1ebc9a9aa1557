package dev.latchkey.application.passkey;

import dev.latchkey.domain.credential.Account;
import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Showing;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins a sign-in with a passkey, for an address that was typed or for whomever the authenticator
 * knows.
 *
 * <p>The options never list passkeys: ours can all be found by their authenticators. So they are
 * the same whether an address has an account, and passkeys, or not. A ceremony for an address is
 * good for the passkeys of its owner alone; for one that nobody has, for none.
 */
public final class BeginPasskeyLogin {

  /**
   * What was typed.
   *
   * @param email null when nothing was
   */
  public record Command(@Nullable String email) {}

  private final Users users;
  private final AddressBuckets buckets;
  private final PasskeyCeremony ceremony;
  private final Ceremonies ceremonies;
  private final InstantSource time;

  public BeginPasskeyLogin(
      Users users,
      AddressBuckets buckets,
      PasskeyCeremony ceremony,
      Ceremonies ceremonies,
      InstantSource time) {
    this.users = users;
    this.buckets = buckets;
    this.ceremony = ceremony;
    this.ceremonies = ceremonies;
    this.time = time;
  }

  public Begun handle(Command command) {
    var user = Optional.ofNullable(command.email()).map(this::owner);
    var begun = ceremonies.begin(new Purpose.SigningIn(user), time.instant());
    var showing = new Showing(begun.challenge(), List.of(), ceremonies.policy().verification());
    return new Begun(begun.id(), ceremony.requestOptions(showing));
  }

  /** The owner of the address, or an id that no user has; in as many steps. */
  private UserId owner(String typed) {
    return EmailAddress.parse(typed).map(this::owner).orElseGet(() -> Account.bucket(0).asUser());
  }

  private UserId owner(EmailAddress email) {
    var nobody = Account.bucket(buckets.bucketOf(email)).asUser();
    return users.findByEmail(email).map(User::id).orElse(nobody);
  }
}
