package dev.latchkey.adapter.webauthn;

import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.latchkey.domain.passkey.CosePublicKey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.user.DisplayName;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Ceremonies by Yubico's library. What it is lenient about, or does not tell, is checked here
 * before it is asked; what it throws, whatever that is, is a flaw and leaves nowhere.
 */
public final class YubicoPasskeyCeremony implements PasskeyCeremony {
  private final WebauthnConfig config;
  private final RelyingPartyIdentity identity;
  private final Options options;
  private final Checks checks;
  private final Models models;

  public YubicoPasskeyCeremony(WebauthnConfig config) {
    this.config = config;
    this.identity = RelyingPartyIdentity.builder().id(config.rpId()).name(config.rpName()).build();
    this.options = new Options(config, identity);
    this.checks = new Checks(config);
    this.models = Models.load();
  }

  @Override
  public String relyingParty() {
    return config.rpId();
  }

  @Override
  public String creationOptions(Creation creation) {
    return options.json(options.of(creation));
  }

  @Override
  public String requestOptions(Showing showing) {
    return options.json(options.of(showing));
  }

  @Override
  public Created verifyCreation(Creation creation, String response) {
    return CreationAnswer.read(response)
        .map(made -> created(creation, made))
        .orElseGet(() -> new Created.Refused(Flaw.MALFORMED));
  }

  private Created created(Creation creation, CreationAnswer made) {
    var flaw = checks.flaw(creation, made);
    if (flaw.isPresent()) {
      return new Created.Refused(flaw.get());
    }
    return made.key()
        .flatMap(readable -> Attempt.to(() -> register(creation, made)))
        .<Created>map(result -> verified(made, result))
        .orElseGet(() -> new Created.Refused(Flaw.MALFORMED));
  }

  // The library calls it experimental to know that authenticators were not to ask.
  @SuppressWarnings("deprecation")
  private RegistrationResult register(Creation creation, CreationAnswer made)
      throws IOException, Base64UrlException, RegistrationFailedException {
    var nobodyElse = new SnapshotCredentialRepository(UserHandles.of(creation.user()), Set.of());
    return relyingParty(nobodyElse)
        .finishRegistration(
            FinishRegistrationOptions.builder()
                .request(options.of(creation))
                .response(made.unattested())
                .isConditionalCreate(creation.conditional())
                .build());
  }

  private static Created verified(CreationAnswer made, RegistrationResult result) {
    var data = made.data();
    var credential =
        new PasskeyCredential(
            made.answer().id(),
            new CosePublicKey(result.getPublicKeyCose().getBytes()),
            made.aaguid(),
            result.getSignatureCount(),
            data.backupEligible(),
            data.backedUp(),
            made.transports());
    return new Created.Verified(credential, data.userVerified());
  }

  @Override
  public Optional<Claim> claim(String response) {
    return ShowingAnswer.read(response).flatMap(YubicoPasskeyCeremony::claim);
  }

  private static Optional<Claim> claim(ShowingAnswer shown) {
    var user = shown.userHandle().flatMap(UserHandles::read);
    return user.isPresent() == shown.userHandle().isPresent()
        ? Optional.of(new Claim(shown.answer().id(), user))
        : Optional.empty();
  }

  @Override
  public Shown verifyShowing(Showing showing, Passkey passkey, String response) {
    return ShowingAnswer.read(response)
        .map(shown -> shown(showing, passkey, shown))
        .orElseGet(() -> new Shown.Refused(Flaw.MALFORMED));
  }

  private Shown shown(Showing showing, Passkey passkey, ShowingAnswer shown) {
    var flaw = checks.flaw(showing, passkey, shown);
    if (flaw.isPresent()) {
      return new Shown.Refused(flaw.get());
    }
    return Attempt.to(() -> authenticate(options.of(showing), passkey, shown))
        .filter(AssertionResult::isSuccess)
        .<Shown>map(result -> verified(shown, result))
        .orElseGet(() -> new Shown.Refused(Flaw.SIGNATURE));
  }

  private AssertionResult authenticate(
      PublicKeyCredentialRequestOptions asked, Passkey passkey, ShowingAnswer shown)
      throws IOException, Base64UrlException, AssertionFailedException {
    var owner = UserHandles.of(passkey.owner());
    var request =
        AssertionRequest.builder()
            .publicKeyCredentialRequestOptions(asked)
            .userHandle(owner)
            .build();
    var snapshot =
        new SnapshotCredentialRepository(owner, Set.of(registered(passkey.credential(), owner)));
    return relyingParty(snapshot)
        .finishAssertion(
            FinishAssertionOptions.builder().request(request).response(shown.credential()).build());
  }

  private static RegisteredCredential registered(PasskeyCredential credential, ByteArray owner) {
    return RegisteredCredential.builder()
        .credentialId(new ByteArray(credential.id().bytes()))
        .userHandle(owner)
        .publicKeyCose(new ByteArray(credential.key().bytes()))
        .signatureCount(credential.signCount())
        .build();
  }

  private static Shown verified(ShowingAnswer shown, AssertionResult result) {
    var data = shown.data();
    return new Shown.Verified(result.getSignatureCount(), data.backedUp(), data.userVerified());
  }

  private RelyingParty relyingParty(SnapshotCredentialRepository snapshot) {
    return RelyingParty.builder()
        .identity(identity)
        .credentialRepository(snapshot)
        .origins(config.origins())
        .allowOriginPort(false)
        .allowOriginSubdomain(false)
        .allowUntrustedAttestation(true)
        .validateSignatureCounter(false)
        .build();
  }

  @Override
  public Optional<DisplayName> model(UUID aaguid) {
    return models.name(aaguid);
  }
}
