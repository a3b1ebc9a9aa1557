package dev.latchkey.adapter.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.AttestedCredentialData;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.exception.Base64UrlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The answer that a passkey was made; nothing of it is checked but that its parts fit together. */
record CreationAnswer(Answer answer, SeenData data, AttestedCredentialData created) {
  private static final Pattern TRANSPORT = Pattern.compile("[a-z][a-z0-9-]{1,31}");
  private static final int MOST_TRANSPORTS = 8;
  private static final int LARGEST_KEY = 2048;

  static Optional<CreationAnswer> read(String text) {
    return Answer.read(text).flatMap(CreationAnswer::of);
  }

  private static Optional<CreationAnswer> of(Answer answer) {
    return answer
        .bytes("attestationObject")
        .flatMap(bytes -> Attempt.to(() -> CBORObject.DecodeFromBytes(bytes.getBytes())))
        .filter(CreationAnswer::isStatementInOrder)
        .flatMap(attestation -> Attempt.to(() -> attestation.get("authData").GetByteString()))
        .flatMap(SeenData::read)
        .flatMap(data -> of(answer, data));
  }

  private static Optional<CreationAnswer> of(Answer answer, SeenData data) {
    return data.parsed()
        .getAttestedCredentialData()
        .filter(created -> created.getCredentialId().equals(answer.rawId()))
        .filter(created -> created.getCredentialPublicKey().size() <= LARGEST_KEY)
        .map(created -> new CreationAnswer(answer, data, created));
  }

  /** No attestation has no statement (section 8.7). */
  private static boolean isStatementInOrder(CBORObject attestation) {
    return Attempt.to(
            () -> {
              var none = attestation.get("fmt").AsString().equals("none");
              var statement = attestation.get("attStmt");
              return statement.getType() == CBORType.Map && (!none || statement.size() == 0);
            })
        .orElse(false);
  }

  /** The key, if it is one; the library would complain in the log of any that is not. */
  Optional<PublicKey> key() {
    var registered =
        RegisteredCredential.builder()
            .credentialId(created.getCredentialId())
            .userHandle(created.getCredentialId())
            .publicKeyCose(created.getCredentialPublicKey());
    return Attempt.to(() -> registered.build().getParsedPublicKey());
  }

  UUID aaguid() {
    var bytes = ByteBuffer.wrap(created.getAaguid().getBytes());
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  Set<String> transports() {
    return StreamSupport.stream(answer.response().path("transports").spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> TRANSPORT.matcher(text).matches())
        .limit(MOST_TRANSPORTS)
        .collect(Collectors.toSet());
  }

  /**
   * What the library is to check. Whatever was attested is left out: we did not ask, would not
   * trust it, and nobody's certificates need to be read.
   */
  PublicKeyCredential<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>
      unattested() throws IOException, Base64UrlException {
    var attestation =
        CBORObject.NewOrderedMap()
            .Add("fmt", "none")
            .Add("attStmt", CBORObject.NewMap())
            .Add("authData", data.parsed().getBytes().getBytes());
    var response =
        AuthenticatorAttestationResponse.builder()
            .attestationObject(new ByteArray(attestation.EncodeToBytes()))
            .clientDataJSON(answer.rawClientData())
            .build();
    return PublicKeyCredential
        .<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>builder()
        .id(answer.rawId())
        .response(response)
        .clientExtensionResults(ClientRegistrationExtensionOutputs.builder().build())
        .build();
  }
}
