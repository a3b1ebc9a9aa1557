package dev.latchkey.adapter.webauthn;

import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.exception.Base64UrlException;
import java.io.IOException;
import java.util.Optional;

/** The answer that a passkey was shown; nothing of it is checked. */
record ShowingAnswer(
    Answer answer, SeenData data, ByteArray signature, Optional<ByteArray> userHandle) {

  static Optional<ShowingAnswer> read(String text) {
    return Answer.read(text).flatMap(ShowingAnswer::of);
  }

  private static Optional<ShowingAnswer> of(Answer answer) {
    var data = answer.bytes("authenticatorData").map(ByteArray::getBytes).flatMap(SeenData::read);
    var signature = answer.bytes("signature");
    var userHandle = answer.bytes("userHandle");
    return data.isPresent()
            && signature.isPresent()
            && userHandle.isPresent() == answer.has("userHandle")
        ? Optional.of(new ShowingAnswer(answer, data.get(), signature.get(), userHandle))
        : Optional.empty();
  }

  PublicKeyCredential<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs> credential()
      throws IOException, Base64UrlException {
    var response =
        AuthenticatorAssertionResponse.builder()
            .authenticatorData(data.parsed().getBytes())
            .clientDataJSON(answer.rawClientData())
            .signature(signature)
            .userHandle(userHandle)
            .build();
    return PublicKeyCredential
        .<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>builder()
        .id(answer.rawId())
        .response(response)
        .clientExtensionResults(ClientAssertionExtensionOutputs.builder().build())
        .build();
  }
}
