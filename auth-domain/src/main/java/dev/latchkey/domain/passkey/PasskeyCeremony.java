package dev.latchkey.domain.passkey;

import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The relying party's part of Web Authentication, Level 3: writes the options for browsers and
 * checks what authenticators answer, against the origins and the relying party that it was
 * configured with.
 *
 * <p>It remembers nothing and asks no storage: that a challenge is used once, by whom it was given
 * to, is for the caller to see to. No answer, whatever it holds, makes it throw.
 */
public interface PasskeyCeremony {

  /** The host that passkeys belong to: what the options name as the relying party. */
  String relyingParty();

  /** The options for a new passkey: a {@code PublicKeyCredentialCreationOptionsJSON}. */
  String creationOptions(Creation creation);

  /** The options for showing a passkey: a {@code PublicKeyCredentialRequestOptionsJSON}. */
  String requestOptions(Showing showing);

  /**
   * Checks a {@code RegistrationResponseJSON} as section 7.1 demands: type, challenge, origin,
   * relying party, presence and verification of the user, backup flags, an algorithm that was
   * offered, an id that is none of those excluded. Attestation is not asked for and not trusted. Of
   * the transports only what may be one is kept.
   */
  Created verifyCreation(Creation creation, String response);

  /**
   * What an {@code AuthenticationResponseJSON} claims to come from, before anything of it is
   * checked: enough to look the passkey up. Empty when it cannot be read, or its user handle is no
   * id of a user.
   */
  Optional<Claim> claim(String response);

  /**
   * Checks an {@code AuthenticationResponseJSON} of this passkey as section 7.2 demands: type,
   * challenge, origin, relying party, presence and verification of the user, unchanged backup
   * eligibility, the owner, and the signature. The owner shows in the user handle, which must be
   * there when any passkey would have done. Whether the count of signatures went on is not judged
   * here: its new value is told.
   */
  Shown verifyShowing(Showing showing, Passkey passkey, String response);

  /** What a model of authenticator is called, if it is one of those that are known by name. */
  Optional<DisplayName> model(UUID aaguid);

  /** Whether the user must be verified by his authenticator, with a PIN or a finger. */
  enum UserVerification {
    REQUIRED,
    PREFERRED
  }

  /**
   * A passkey is to be made.
   *
   * @param name what the authenticator shows beside the address; the address itself when empty
   * @param existing passkeys of the same user: one authenticator needs no second
   * @param conditional made beside a sign-in that just took place, without asking: nobody needs to
   *     touch the authenticator (section 7.1, step 15)
   */
  record Creation(
      Challenge challenge,
      UserId user,
      EmailAddress email,
      Optional<DisplayName> name,
      List<PasskeyCredential> existing,
      UserVerification verification,
      boolean conditional) {
    public Creation {
      existing = List.copyOf(existing);
    }

    /** One that the user asked for. */
    public Creation(
        Challenge challenge,
        UserId user,
        EmailAddress email,
        Optional<DisplayName> name,
        List<PasskeyCredential> existing,
        UserVerification verification) {
      this(challenge, user, email, name, existing, verification, false);
    }
  }

  /**
   * A passkey is to be shown.
   *
   * @param allowed only one of these will do; whichever the authenticator knows when empty
   */
  record Showing(
      Challenge challenge, List<PasskeyCredential> allowed, UserVerification verification) {
    public Showing {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * Which passkey an answer says it comes from.
   *
   * @param user from the user handle, which authenticators keep beside what they can find without
   *     being told
   */
  record Claim(CredentialId credential, Optional<UserId> user) {}

  /** The answer to whether a passkey was made as it should be. */
  sealed interface Created {
    /** Everything is as it should be. */
    record Verified(PasskeyCredential credential, boolean userVerified) implements Created {}

    record Refused(Flaw flaw) implements Created {}
  }

  /** The answer to whether a passkey was shown. */
  sealed interface Shown {
    /**
     * It was.
     *
     * @param signCount as the authenticator tells it
     * @param backedUp whether it is copied by now
     */
    record Verified(long signCount, boolean backedUp, boolean userVerified) implements Shown {}

    record Refused(Flaw flaw) implements Shown {}
  }

  /** Why an answer is worth nothing; for the audit trail, and never for the client. */
  enum Flaw {
    /** Not what Level 3 calls an answer: no JSON, no CBOR, something missing, or too long. */
    MALFORMED,
    /** {@code type} of another ceremony. */
    TYPE,
    CHALLENGE,
    ORIGIN,
    RELYING_PARTY,
    /** Nobody touched the authenticator. */
    USER_PRESENCE,
    USER_VERIFICATION,
    /** Backed up without being eligible, or another eligibility than at first. */
    BACKUP,
    /** An algorithm that was not offered. */
    ALGORITHM,
    /** None of the passkeys asked for, or of another user. */
    CREDENTIAL,
    SIGNATURE
  }
}
