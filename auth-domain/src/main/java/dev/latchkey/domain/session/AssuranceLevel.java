package dev.latchkey.domain.session;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** How sure we are who it is: the authenticator assurance levels of NIST SP 800-63B-4. */
public enum AssuranceLevel {
  AAL1("aal1"),
  AAL2("aal2");

  private final String reference;

  AssuranceLevel(String reference) {
    this.reference = reference;
  }

  /** The {@code acr} claim. */
  public String reference() {
    return reference;
  }

  public static Optional<AssuranceLevel> of(String reference) {
    return Arrays.stream(values()).filter(l -> l.reference.equals(reference)).findFirst();
  }

  /**
   * What the methods together amount to. A passkey that verified its user is an authenticator of
   * several factors (section 3.1.7), and so level 2. A mailed code is not an authenticator of its
   * own (section 3.1.3.1), so password and code are still level 1.
   */
  public static AssuranceLevel reachedBy(Set<AuthenticationMethod> methods) {
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("nobody is authenticated by nothing");
    }
    return methods.containsAll(
            Set.of(AuthenticationMethod.POSSESSION, AuthenticationMethod.MULTIPLE_FACTORS))
        ? AAL2
        : AAL1;
  }
}
