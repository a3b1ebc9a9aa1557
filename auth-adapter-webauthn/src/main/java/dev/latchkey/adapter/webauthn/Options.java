package dev.latchkey.adapter.webauthn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.yubico.webauthn.data.AttestationConveyancePreference;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.AuthenticatorTransport;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PasskeyCeremony.Creation;
import dev.latchkey.domain.passkey.PasskeyCeremony.Showing;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.user.DisplayName;
import java.util.stream.Collectors;

/** What is asked of browsers, in the words of the library; what was asked is what it checks. */
final class Options {
  private final WebauthnConfig config;
  private final RelyingPartyIdentity relyingParty;
  private final ObjectMapper mapper = new ObjectMapper();

  Options(WebauthnConfig config, RelyingPartyIdentity relyingParty) {
    this.config = config;
    this.relyingParty = relyingParty;
  }

  PublicKeyCredentialCreationOptions of(Creation creation) {
    var selection =
        AuthenticatorSelectionCriteria.builder()
            .residentKey(ResidentKeyRequirement.REQUIRED)
            .userVerification(requirement(creation.verification()))
            .build();
    return PublicKeyCredentialCreationOptions.builder()
        .rp(relyingParty)
        .user(user(creation))
        .challenge(bytes(creation.challenge()))
        .pubKeyCredParams(config.algorithms().stream().map(Options::parameters).toList())
        .timeout(config.timeout().toMillis())
        .excludeCredentials(
            creation.existing().stream().map(Options::descriptor).collect(Collectors.toSet()))
        .authenticatorSelection(selection)
        .attestation(AttestationConveyancePreference.NONE)
        .build();
  }

  PublicKeyCredentialRequestOptions of(Showing showing) {
    return PublicKeyCredentialRequestOptions.builder()
        .challenge(bytes(showing.challenge()))
        .timeout(config.timeout().toMillis())
        .rpId(config.rpId())
        .allowCredentials(showing.allowed().stream().map(Options::descriptor).toList())
        .userVerification(requirement(showing.verification()))
        .build();
  }

  /** As browsers read it: {@code PublicKeyCredentialCreationOptionsJSON}. */
  String json(PublicKeyCredentialCreationOptions options) {
    try {
      return options.toJson();
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  /** As browsers read it, too: without the wrapping that the library puts around these alone. */
  String json(PublicKeyCredentialRequestOptions options) {
    try {
      return mapper.readTree(options.toCredentialsGetJson()).required("publicKey").toString();
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  private static UserIdentity user(Creation creation) {
    var email = creation.email().value();
    return UserIdentity.builder()
        .name(email)
        .displayName(creation.name().map(DisplayName::value).orElse(email))
        .id(UserHandles.of(creation.user()))
        .build();
  }

  private static PublicKeyCredentialParameters parameters(WebauthnConfig.Algorithm algorithm) {
    return PublicKeyCredentialParameters.builder().alg(CoseKey.identifier(algorithm)).build();
  }

  private static PublicKeyCredentialDescriptor descriptor(PasskeyCredential credential) {
    return PublicKeyCredentialDescriptor.builder()
        .id(new ByteArray(credential.id().bytes()))
        .transports(
            credential.transports().stream()
                .map(AuthenticatorTransport::of)
                .collect(Collectors.toSet()))
        .build();
  }

  private static UserVerificationRequirement requirement(UserVerification verification) {
    return switch (verification) {
      case REQUIRED -> UserVerificationRequirement.REQUIRED;
      case PREFERRED -> UserVerificationRequirement.PREFERRED;
    };
  }

  private static ByteArray bytes(Challenge challenge) {
    return new ByteArray(challenge.bytes().revealBytes());
  }
}
