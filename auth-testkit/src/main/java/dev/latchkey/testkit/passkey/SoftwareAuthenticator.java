package dev.latchkey.testkit.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.testkit.time.SeededEntropy;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.Cbor;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import dev.latchkey.testkit.wire.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A browser and an authenticator in one, of nothing but the JDK: it answers the options of a
 * relying party as {@code navigator.credentials} and {@code toJSON()} would, with real keys and
 * signatures. Its ids repeat themselves from run to run, its keys do not.
 *
 * <p>Told to, it lies. It may be used by several threads.
 */
public final class SoftwareAuthenticator {
  private static final int MEGABYTE = 1 << 20;
  private static final int HANDLE = 16;

  private final AuthenticatorModel model;
  private final Entropy entropy;
  private final List<Held> held = new CopyOnWriteArrayList<>();

  public SoftwareAuthenticator(AuthenticatorModel model, Entropy entropy) {
    this.model = model;
    this.entropy = entropy;
  }

  /** One of a synced kind; another seed makes another one. */
  public static SoftwareAuthenticator synced(long seed) {
    return new SoftwareAuthenticator(AuthenticatorModel.synced(), new SeededEntropy(seed));
  }

  /** One that counts its signatures and copies nothing; another seed makes another one. */
  public static SoftwareAuthenticator securityKey(long seed) {
    return new SoftwareAuthenticator(AuthenticatorModel.securityKey(), new SeededEntropy(seed));
  }

  /**
   * Makes a passkey.
   *
   * @param options a {@code PublicKeyCredentialCreationOptionsJSON}
   * @param origin of the page that asks
   * @return a {@code RegistrationResponseJSON}
   * @throws IllegalStateException when it holds one of those excluded, as a browser would
   */
  public String create(String options, String origin, Lie... lies) {
    return create(options, origin, Set.of(lies));
  }

  private String create(String options, String origin, Set<Lie> lies) {
    var asked = Json.readMembers(options).orElseThrow();
    var party = asked.members("rp").flatMap(rp -> rp.text("id")).orElseThrow();
    var handle = asked.members("user").flatMap(user -> user.text("id")).orElseThrow();
    if (!lies.contains(Lie.ID_AGAIN) && holdsOneOf(asked.eachOf("excludeCredentials"))) {
      throw new IllegalStateException("InvalidStateError: one of those excluded is here");
    }
    var algorithm = algorithm(asked, lies);
    var id = Base64Url.write(newId(lies));
    var made = new Held(party, id, handle, algorithm, algorithm.generate(), new AtomicLong());
    held.add(made);
    var data = new AuthenticatorData(model, lies).ofCreation(made);
    var clientData = clientData("webauthn.create", asked, origin, lies);
    return answer(made, lies).with("response", created(made, data, clientData, lies)).toString();
  }

  /**
   * Shows a passkey: one of those allowed, or the last one that it made for this relying party.
   *
   * @param options a {@code PublicKeyCredentialRequestOptionsJSON}
   * @param origin of the page that asks
   * @return an {@code AuthenticationResponseJSON}
   * @throws IllegalStateException when it holds none, as a browser would
   */
  public String get(String options, String origin, Lie... lies) {
    return get(options, origin, Set.of(lies));
  }

  private String get(String options, String origin, Set<Lie> lies) {
    var asked = Json.readMembers(options).orElseThrow();
    var party = asked.text("rpId").orElseThrow();
    var shown = pick(party, allowed(asked, lies));
    var data = new AuthenticatorData(model, lies).ofShowing(shown);
    var clientData = clientData("webauthn.get", asked, origin, lies);
    var response =
        Json.members()
            .with("clientDataJSON", Base64Url.write(clientData))
            .with("authenticatorData", Base64Url.write(cut(data, lies)))
            .with("signature", Base64Url.write(signature(shown, data, clientData, lies)));
    return answer(shown, lies).with("response", withHandle(response, shown, lies)).toString();
  }

  /** The ids of the passkeys that it made, the oldest first. */
  public List<String> ids() {
    return held.stream().map(Held::id).toList();
  }

  private boolean holdsOneOf(List<Json.Members> excluded) {
    var ids = ids();
    return excluded.stream().anyMatch(one -> one.text("id").filter(ids::contains).isPresent());
  }

  private CoseAlgorithm algorithm(Json.Members asked, Set<Lie> lies) {
    var offered =
        asked.eachOf("pubKeyCredParams").stream()
            .flatMap(one -> one.whole("alg").stream())
            .flatMap(number -> CoseAlgorithm.of(number).stream())
            .toList();
    if (lies.contains(Lie.ALGORITHM_NOT_OFFERED)) {
      return Arrays.stream(CoseAlgorithm.values())
          .filter(Predicate.not(offered::contains))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("all algorithms are offered"));
    }
    return offered.stream()
        .filter(model.algorithms()::contains)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("NotSupportedError: none that I can do"));
  }

  private byte[] newId(Set<Lie> lies) {
    if (lies.contains(Lie.ID_AGAIN)) {
      return Base64Url.read(held.getLast().id()).orElseThrow();
    }
    return random(lies.contains(Lie.ID_TOO_LONG) ? 1024 : model.idSize());
  }

  private Set<String> allowed(Json.Members asked, Set<Lie> lies) {
    return lies.contains(Lie.NOT_ALLOWED)
        ? Set.of()
        : asked.eachOf("allowCredentials").stream()
            .flatMap(one -> one.text("id").stream())
            .collect(Collectors.toSet());
  }

  private Held pick(String party, Set<String> allowed) {
    return held.reversed().stream()
        .filter(one -> one.relyingParty().equals(party))
        .filter(one -> allowed.isEmpty() || allowed.contains(one.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("NotAllowedError: no passkey to show"));
  }

  private byte[] clientData(String type, Json.Members asked, String origin, Set<Lie> lies) {
    var challenge = asked.text("challenge").orElseThrow();
    var data = Json.members().with("type", lies.contains(Lie.OTHER_TYPE) ? other(type) : type);
    if (!lies.contains(Lie.NO_CHALLENGE)) {
      data = data.with("challenge", challenge);
    }
    data = data.with("origin", origin).with("crossOrigin", lies.contains(Lie.CROSS_ORIGIN));
    if (lies.contains(Lie.TOP_ORIGIN)) {
      data = data.with("topOrigin", "https://frame.example");
    }
    if (lies.contains(Lie.HUGE_CLIENT_DATA)) {
      data = data.with("padding", "a".repeat(MEGABYTE));
    }
    return text(data, lies).getBytes(UTF_8);
  }

  private static String other(String type) {
    return type.equals("webauthn.get") ? "webauthn.create" : "webauthn.get";
  }

  private static String text(Json.Members data, Set<Lie> lies) {
    var text = data.toString();
    return lies.contains(Lie.MEMBER_TWICE)
        ? text.substring(0, text.length() - 1) + ",\"origin\":\"https://twice.example\"}"
        : text;
  }

  private Json.Members answer(Held one, Set<Lie> lies) {
    var id = lies.contains(Lie.OTHER_ID) ? Base64Url.write(random(model.idSize())) : one.id();
    return Json.members()
        .with("id", id)
        .with("rawId", id)
        .with("type", "public-key")
        .with("authenticatorAttachment", "platform")
        .with("clientExtensionResults", Json.members());
  }

  private Json.Members created(Held made, byte[] data, byte[] clientData, Set<Lie> lies) {
    var statement =
        lies.contains(Lie.STATEMENT_WITHOUT_ATTESTATION)
            ? Cbor.pairs().with("sig", Cbor.of(random(HANDLE)))
            : Cbor.pairs();
    var attestation =
        Cbor.pairs()
            .with("fmt", Cbor.of("none"))
            .with("attStmt", statement)
            .with("authData", Cbor.of(data));
    return Json.members()
        .with("clientDataJSON", Base64Url.write(clientData))
        .with("attestationObject", Base64Url.write(cut(attestation.write(), lies)))
        .with("authenticatorData", Base64Url.write(data))
        .with("transports", Json.of(model.transports().stream().sorted().map(Json::of).toList()))
        .with("publicKeyAlgorithm", made.algorithm().number())
        .with("publicKey", Base64Url.write(made.keys().getPublic().getEncoded()));
  }

  private Json.Members withHandle(Json.Members response, Held shown, Set<Lie> lies) {
    if (lies.contains(Lie.NO_USER_HANDLE)) {
      return response;
    }
    if (lies.contains(Lie.STRANGE_USER_HANDLE)) {
      return response.with("userHandle", Base64Url.write(random(HANDLE + 1)));
    }
    return response.with(
        "userHandle",
        lies.contains(Lie.OTHER_USER_HANDLE)
            ? Base64Url.write(random(HANDLE))
            : shown.userHandle());
  }

  private byte[] signature(Held shown, byte[] data, byte[] clientData, Set<Lie> lies) {
    if (lies.contains(Lie.GARBAGE_SIGNATURE)) {
      return random(HANDLE);
    }
    var signed = ByteBuffer.allocate(data.length + 32);
    signed.put(data).put(AuthenticatorData.sha256(clientData));
    var signature = shown.algorithm().sign(shown.keys().getPrivate(), signed.array());
    signature[signature.length - 1] ^= (byte) (lies.contains(Lie.TAMPERED_SIGNATURE) ? 1 : 0);
    return signature;
  }

  private static byte[] cut(byte[] bytes, Set<Lie> lies) {
    return lies.contains(Lie.TRUNCATED) ? Arrays.copyOf(bytes, bytes.length / 2) : bytes;
  }

  private byte[] random(int size) {
    var bytes = new byte[size];
    entropy.fill(bytes);
    return bytes;
  }
}
