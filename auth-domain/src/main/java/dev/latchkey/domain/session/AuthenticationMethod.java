package dev.latchkey.domain.session;

import java.util.Arrays;
import java.util.Optional;

/** How somebody showed who he is; the {@code amr} values of RFC 8176. */
public enum AuthenticationMethod {
  PASSWORD("pwd"),
  /** A code that was sent to the address and came back. */
  ONE_TIME_CODE("otp"),
  /** A key that he holds signed for him: a passkey. */
  POSSESSION("pop"),
  /** What he holds verified him, by a PIN or a finger, before it signed. */
  MULTIPLE_FACTORS("mfa");

  private final String reference;

  AuthenticationMethod(String reference) {
    this.reference = reference;
  }

  /** The Authentication Method Reference value. */
  public String reference() {
    return reference;
  }

  public static Optional<AuthenticationMethod> of(String reference) {
    return Arrays.stream(values()).filter(m -> m.reference.equals(reference)).findFirst();
  }
}
