package dev.latchkey.adapter.webauthn;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.yubico.webauthn.data.ByteArray;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Creation;
import dev.latchkey.domain.passkey.PasskeyCeremony.Flaw;
import dev.latchkey.domain.passkey.PasskeyCeremony.Showing;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checks of Level 3, sections 7.1 and 7.2, all but the signature, as strict as they are
 * written: the library makes most of them once more, and tells no two of them apart.
 */
final class Checks {
  private final WebauthnConfig config;
  private final ByteArray relyingParty;

  Checks(WebauthnConfig config) {
    this.config = config;
    this.relyingParty = sha256(config.rpId());
  }

  private static ByteArray sha256(String text) {
    try {
      return new ByteArray(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }

  Optional<Flaw> flaw(Creation creation, CreationAnswer made) {
    var clientData = made.answer().clientData();
    var challenge = creation.challenge().bytes().reveal();
    return first(
        Stream.concat(
            flaws(clientData, made.data(), "webauthn.create", challenge, creation.verification())
                .filter(flaw -> !isExcused(creation, flaw)),
            Stream.of(
                unless(isOffered(made), Flaw.ALGORITHM),
                unless(isNew(creation, made), Flaw.CREDENTIAL))));
  }

  Optional<Flaw> flaw(Showing showing, Passkey passkey, ShowingAnswer shown) {
    var clientData = shown.answer().clientData();
    var challenge = showing.challenge().bytes().reveal();
    var eligible = shown.data().backupEligible();
    return first(
        Stream.concat(
            flaws(clientData, shown.data(), "webauthn.get", challenge, showing.verification()),
            Stream.of(
                unless(isMeant(showing, passkey, shown), Flaw.CREDENTIAL),
                unless(eligible == passkey.credential().backupEligible(), Flaw.BACKUP))));
  }

  private Stream<Optional<Flaw>> flaws(
      ClientData clientData,
      SeenData data,
      String type,
      String challenge,
      UserVerification verification) {
    var ours = config.origins().contains(clientData.origin());
    var verified = data.userVerified() || verification == UserVerification.PREFERRED;
    return Stream.of(
        unless(clientData.type().equals(type), Flaw.TYPE),
        unless(clientData.challenge().equals(challenge), Flaw.CHALLENGE),
        unless(ours && !clientData.framed(), Flaw.ORIGIN),
        unless(data.parsed().getRpIdHash().equals(relyingParty), Flaw.RELYING_PARTY),
        unless(data.userPresent(), Flaw.USER_PRESENCE),
        unless(verified, Flaw.USER_VERIFICATION),
        unless(data.backupEligible() || !data.backedUp(), Flaw.BACKUP));
  }

  /** Nobody touches an authenticator that is not to ask (section 7.1, step 15). */
  private static boolean isExcused(Creation creation, Optional<Flaw> flaw) {
    return creation.conditional() && flaw.equals(Optional.of(Flaw.USER_PRESENCE));
  }

  private boolean isOffered(CreationAnswer made) {
    return CoseKey.algorithm(made.created().getCredentialPublicKey().getBytes())
        .filter(config.algorithms()::contains)
        .isPresent();
  }

  private static boolean isNew(Creation creation, CreationAnswer made) {
    return creation.existing().stream().noneMatch(one -> one.id().equals(made.answer().id()));
  }

  /** This very passkey, allowed, and its owner's; without a list its handle must tell whose. */
  private static boolean isMeant(Showing showing, Passkey passkey, ShowingAnswer shown) {
    var id = passkey.credential().id();
    var allowed =
        showing.allowed().isEmpty()
            ? shown.userHandle().isPresent()
            : showing.allowed().stream().anyMatch(one -> one.id().equals(id));
    var owner = UserHandles.of(passkey.owner());
    return allowed
        && shown.answer().id().equals(id)
        && shown.userHandle().filter(handle -> !handle.equals(owner)).isEmpty();
  }

  private static Optional<Flaw> first(Stream<Optional<Flaw>> flaws) {
    return flaws.flatMap(Optional::stream).findFirst();
  }

  private static Optional<Flaw> unless(boolean sound, Flaw flaw) {
    return sound ? Optional.empty() : Optional.of(flaw);
  }
}
