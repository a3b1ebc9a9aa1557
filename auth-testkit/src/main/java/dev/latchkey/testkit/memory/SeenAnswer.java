package dev.latchkey.testkit.memory;

import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.Cbor;
import dev.latchkey.testkit.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** An answer of an authenticator that can be read; nothing of it is checked. */
final class SeenAnswer {
  private static final int LONGEST = 65_536;

  private final CredentialId id;
  private final Json.Members response;
  private final byte[] clientDataBytes;
  private final Json.Members clientData;
  private final SeenData data;

  private SeenAnswer(
      CredentialId id,
      Json.Members response,
      byte[] clientDataBytes,
      Json.Members clientData,
      SeenData data) {
    this.id = id;
    this.response = response;
    this.clientDataBytes = clientDataBytes;
    this.clientData = clientData;
    this.data = data;
  }

  static Optional<SeenAnswer> ofCreation(String answer) {
    return read(answer, SeenAnswer::attested).filter(SeenAnswer::hasNewCredential);
  }

  static Optional<SeenAnswer> ofShowing(String answer) {
    return read(answer, response -> bytes(response, "authenticatorData"))
        .filter(seen -> bytes(seen.response, "signature").isPresent())
        .filter(seen -> !seen.says("userHandle") || seen.userHandle().isPresent());
  }

  private static Optional<SeenAnswer> read(
      String answer, Function<Json.Members, Optional<byte[]>> data) {
    return Optional.of(answer)
        .filter(text -> text.length() <= LONGEST)
        .flatMap(Json::readMembers)
        .filter(members -> members.text("type").filter("public-key"::equals).isPresent())
        .filter(members -> members.text("rawId").equals(members.text("id")))
        .flatMap(
            members ->
                credentialId(members)
                    .flatMap(
                        id ->
                            members
                                .members("response")
                                .flatMap(response -> read(id, response, data))));
  }

  private static Optional<SeenAnswer> read(
      CredentialId id, Json.Members response, Function<Json.Members, Optional<byte[]>> data) {
    var clientData = bytes(response, "clientDataJSON");
    var members = clientData.flatMap(SeenAnswer::utf8).flatMap(Json::readMembers);
    var seen = data.apply(response).flatMap(SeenData::read);
    return seen.isPresent() && members.filter(SeenAnswer::isClientData).isPresent()
        ? Optional.of(
            new SeenAnswer(
                id, response, clientData.orElseThrow(), members.orElseThrow(), seen.get()))
        : Optional.empty();
  }

  private static boolean isClientData(Json.Members members) {
    return members.text("type").isPresent()
        && members.text("challenge").isPresent()
        && members.text("origin").isPresent();
  }

  private static Optional<CredentialId> credentialId(Json.Members members) {
    return bytes(members, "id")
        .filter(id -> id.length > 0 && id.length <= CredentialId.LONGEST)
        .map(CredentialId::new);
  }

  /** The data inside of an attestation, whose statement is nobody's business unless it is none. */
  private static Optional<byte[]> attested(Json.Members response) {
    return bytes(response, "attestationObject")
        .flatMap(Cbor::read)
        .filter(Cbor.Pairs.class::isInstance)
        .map(Cbor.Pairs.class::cast)
        .filter(SeenAnswer::hasStatement)
        .flatMap(attestation -> attestation.bytes("authData"));
  }

  private static boolean hasStatement(Cbor.Pairs attestation) {
    var statement = attestation.pairs("attStmt");
    return statement.isPresent()
        && attestation
            .text("fmt")
            .filter(format -> !format.equals("none") || statement.get().all().isEmpty())
            .isPresent();
  }

  private static boolean hasNewCredential(SeenAnswer answer) {
    return answer.data.created().filter(created -> answer.id.equals(idOf(created))).isPresent();
  }

  private static CredentialId idOf(SeenData.NewCredential created) {
    return new CredentialId(created.idBytes());
  }

  private static Optional<byte[]> bytes(Json.Members members, String name) {
    return members.text(name).flatMap(Base64Url::read);
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private boolean says(String name) {
    return response.all().containsKey(name) && !(response.all().get(name) instanceof Json.Nothing);
  }

  CredentialId id() {
    return id;
  }

  Json.Members response() {
    return response;
  }

  Json.Members clientData() {
    return clientData;
  }

  byte[] clientDataBytes() {
    return clientDataBytes;
  }

  SeenData data() {
    return data;
  }

  Optional<byte[]> userHandle() {
    return bytes(response, "userHandle");
  }

  byte[] signature() {
    return bytes(response, "signature").orElseThrow();
  }
}
