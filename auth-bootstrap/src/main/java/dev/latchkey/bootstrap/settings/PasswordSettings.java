package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.crypto.BreachConfig;
import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordPolicy;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What can be set about which passwords are taken. */
final class PasswordSettings {
  private PasswordSettings() {}

  /** How much a password has to be. */
  enum Strictness {
    STANDARD(PasswordPolicy.STANDARD_MINIMUM),
    STRICT(PasswordPolicy.STRICT_MINIMUM);

    private final int minimum;

    Strictness(int minimum) {
      this.minimum = minimum;
    }
  }

  static final Setting<Strictness> PASSWORD_POLICY =
      Setting.of(
          "PASSWORD_POLICY",
          Section.SIGN_UP,
          Syntaxes.oneOf(Strictness.class),
          "standard",
          "With `strict` a new password has 15 characters at least, as NIST SP 800-63B-4 wants it"
              + " where a password alone lets somebody in.");

  static final Setting<Integer> PASSWORD_MIN_LENGTH =
      Setting.optional(
          "PASSWORD_MIN_LENGTH",
          Section.SIGN_UP,
          Syntaxes.number(8, 64),
          "`8`, or `15` with `PASSWORD_POLICY=strict`",
          "Characters that a new password has at least. The longest has 256.");

  static final Setting<List<String>> PASSWORD_CONTEXT_WORDS =
      Setting.optional(
          "PASSWORD_CONTEXT_WORDS",
          Section.SIGN_UP,
          Syntaxes.listOf(Syntaxes.text(100)).withExample("Acme, rockets, Springfield"),
          "none",
          "Words that no password may consist of: your company, your products, your town."
              + " `APP_NAME` and the host of `BASE_URL` are among them anyway, and so are the"
              + " address and the name of whoever chooses the password.");

  static final Setting<URI> PASSWORD_BREACH_URL =
      Setting.optional(
          "PASSWORD_BREACH_URL",
          Section.SIGN_UP,
          new Syntax<>(
              Syntaxes.webAddress().form(),
              "https://api.pwnedpasswords.com/range",
              Syntaxes.webAddress().parser().andThen(BreachConfig::checked)),
          "nobody is asked",
          "Where new passwords are looked up in leaks, by range: the first five of the forty"
              + " digits of a hash are all that is sent. `https`, unless it is on loopback. When"
              + " there is no answer within 300 ms the password is taken.");

  /** The policy, with the words of this service. */
  static PasswordPolicy policy(Values values) {
    return new PasswordPolicy(minimum(values), service(values));
  }

  /** The least length: as set, or as the policy has it. */
  static int minimum(Values values) {
    return values.find(PASSWORD_MIN_LENGTH).orElseGet(() -> values.get(PASSWORD_POLICY).minimum);
  }

  /** Whether a least length is set that the policy does not allow. */
  static boolean contradictItself(Values values) {
    return minimum(values) < values.get(PASSWORD_POLICY).minimum;
  }

  static Optional<BreachConfig> breach(Values values) {
    return values.find(PASSWORD_BREACH_URL).map(BreachConfig::of);
  }

  private static PasswordContext service(Values values) {
    return PasswordContext.ofTexts(List.of(values.get(Settings.APP_NAME)))
        .and(PasswordContext.ofHost(StartupChecks.baseUrl(values).getHost()))
        .and(PasswordContext.ofTexts(values.find(PASSWORD_CONTEXT_WORDS).orElse(List.of())));
  }
}
