package dev.latchkey.adapter.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import com.yubico.webauthn.data.ByteArray;
import dev.latchkey.domain.passkey.CredentialId;
import java.util.Optional;

/**
 * An answer that can be read; nothing of it is checked.
 *
 * @param response the member of that name
 * @param rawClientData as the authenticator signed it
 */
record Answer(CredentialId id, JsonNode response, ByteArray rawClientData, ClientData clientData) {

  static Optional<Answer> read(String text) {
    return StrictJson.read(text)
        .filter(json -> StrictJson.text(json, "type").filter("public-key"::equals).isPresent())
        .filter(json -> StrictJson.text(json, "id").equals(StrictJson.text(json, "rawId")))
        .flatMap(Answer::of);
  }

  private static Optional<Answer> of(JsonNode json) {
    var response = json.path("response");
    var id = StrictJson.bytes(json, "id").flatMap(Answer::credentialId);
    var raw = StrictJson.bytes(response, "clientDataJSON");
    var clientData = raw.flatMap(ClientData::read);
    return id.isPresent() && clientData.isPresent()
        ? Optional.of(
            new Answer(id.get(), response, new ByteArray(raw.orElseThrow()), clientData.get()))
        : Optional.empty();
  }

  private static Optional<CredentialId> credentialId(byte[] bytes) {
    return bytes.length == 0 || bytes.length > CredentialId.LONGEST
        ? Optional.empty()
        : Optional.of(new CredentialId(bytes));
  }

  Optional<ByteArray> bytes(String member) {
    return StrictJson.bytes(response, member).map(ByteArray::new);
  }

  /** Whether there is something: JSON's null is nothing. */
  boolean has(String member) {
    return response.hasNonNull(member);
  }

  ByteArray rawId() {
    return new ByteArray(id.bytes());
  }
}
