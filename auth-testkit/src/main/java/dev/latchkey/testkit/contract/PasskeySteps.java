package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyCeremony.Creation;
import dev.latchkey.domain.passkey.PasskeyCeremony.Showing;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.passkey.AuthenticatorModel;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.time.SeededEntropy;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import dev.latchkey.testkit.wire.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of ceremonies, for the contracts about them. */
public abstract class PasskeySteps {
  protected static final String RP_ID = "example.org";
  protected static final String RP_NAME = "Example & Sons";
  protected static final String ORIGIN = "https://example.org";
  protected static final String OTHER_ORIGIN = "https://login.example.org";
  protected static final Set<String> ORIGINS = Set.of(ORIGIN, OTHER_ORIGIN);
  protected static final Duration PATIENCE = Duration.ofMinutes(5);
  protected static final List<CoseAlgorithm> OFFERED =
      List.of(CoseAlgorithm.ES256, CoseAlgorithm.EDDSA, CoseAlgorithm.RS256);

  /** None of ours, however much they look like it. */
  protected static final List<String> FOREIGN_ORIGINS =
      List.of(
          "https://evil.example",
          "https://example.org.evil.example",
          "https://evilexample.org",
          "https://other.example.org",
          "https://example.org:8443",
          "https://example.org:443",
          "https://example.org/",
          "https://example.org.",
          "https://user@example.org",
          "http://example.org",
          "HTTPS://EXAMPLE.ORG",
          "https://EXAMPLE.org",
          " https://example.org",
          "null",
          "");

  private final Entropy entropy = new SeededEntropy(20_261_121L);

  /**
   * With {@link #RP_ID}, {@link #RP_NAME}, {@link #ORIGINS} and {@link #PATIENCE}, and these
   * algorithms in this order.
   */
  protected abstract PasskeyCeremony ceremony(List<CoseAlgorithm> offered);

  protected final PasskeyCeremony ceremony() {
    return ceremony(OFFERED);
  }

  static User ada() {
    return AUser.owning("ada@example.com");
  }

  static User bob() {
    return AUser.owning("bob@example.com");
  }

  static Passkey of(User owner, PasskeyCredential credential) {
    return new Passkey(
        new PasskeyId(NamedIds.of("passkey " + credential.id())),
        owner.id(),
        credential,
        new DisplayName("Key"),
        AUser.BORN,
        null);
  }

  final Creation creation(User user, UserVerification verification, PasskeyCredential... existing) {
    return new Creation(
        Challenge.generate(entropy),
        user.id(),
        user.email(),
        Optional.empty(),
        List.of(existing),
        verification);
  }

  final Showing showing(UserVerification verification, PasskeyCredential... allowed) {
    return new Showing(Challenge.generate(entropy), List.of(allowed), verification);
  }

  final Json.Members options(Creation asked) {
    return Json.readMembers(ceremony().creationOptions(asked)).orElseThrow();
  }

  final Json.Members options(Showing asked) {
    return Json.readMembers(ceremony().requestOptions(asked)).orElseThrow();
  }

  /** A passkey of this user, made without a lie. */
  final PasskeyCredential make(SoftwareAuthenticator authenticator, User user) {
    var asked = creation(user, UserVerification.REQUIRED);
    var answer = authenticator.create(ceremony().creationOptions(asked), ORIGIN);
    return switch (ceremony().verifyCreation(asked, answer)) {
      case Created.Verified(var credential, var verified) -> credential;
      case Created.Refused(var flaw) -> throw new AssertionError("refused for " + flaw);
    };
  }

  /** What is said of one that is made with these lies. */
  final Created made(String origin, Lie... lies) {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var answer =
        SoftwareAuthenticator.synced(1).create(ceremony().creationOptions(asked), origin, lies);
    return ceremony().verifyCreation(asked, answer);
  }

  /** What is said of Ada's passkey when it is shown with these lies. */
  final Shown show(SoftwareAuthenticator authenticator, PasskeyCredential passkey, Lie... lies) {
    return show(authenticator, passkey, showing(UserVerification.REQUIRED, passkey), lies);
  }

  final Shown show(
      SoftwareAuthenticator authenticator, PasskeyCredential passkey, Showing asked, Lie... lies) {
    var answer = authenticator.get(ceremony().requestOptions(asked), ORIGIN, lies);
    return ceremony().verifyShowing(asked, of(ada(), passkey), answer);
  }

  static void assertDescribes(Json.Members described, PasskeyCredential credential) {
    assertThat(described.text("type")).contains("public-key");
    assertThat(described.text("id")).contains(credential.id().toString());
    assertThat(described.textsOf("transports"))
        .containsExactlyInAnyOrderElementsOf(credential.transports());
  }

  static byte[] idBytes(User user) {
    var id = user.id().value();
    var bytes = new byte[16];
    ByteBuffer.wrap(bytes)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return bytes;
  }

  static byte[] bytesOf(String answer, String part) {
    return Json.readMembers(answer)
        .flatMap(members -> members.members("response"))
        .flatMap(response -> response.text(part))
        .flatMap(Base64Url::read)
        .orElseThrow();
  }

  /** The same answer with other bytes there. */
  static String with(String answer, String part, byte[] bytes) {
    var members = Json.readMembers(answer).orElseThrow();
    var response = members.members("response").orElseThrow();
    return members.with("response", response.with(part, Base64Url.write(bytes))).toString();
  }

  /** The same answer with one bit of this byte changed. */
  static String flipped(String answer, String part, int at) {
    var bytes = bytesOf(answer, part);
    bytes[at] ^= 1;
    return with(answer, part, bytes);
  }

  static SoftwareAuthenticator authenticator(AuthenticatorModel model) {
    return new SoftwareAuthenticator(model, new SeededEntropy(7));
  }

  static Passkey ofAda(PasskeyCredential credential) {
    return of(ada(), credential);
  }
}
