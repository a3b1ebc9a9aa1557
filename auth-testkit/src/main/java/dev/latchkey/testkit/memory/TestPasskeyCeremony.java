package dev.latchkey.testkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.CosePublicKey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.Cbor;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import dev.latchkey.testkit.wire.Json;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ceremonies with real checks and signatures, and nothing but the JDK. */
public final class TestPasskeyCeremony implements PasskeyCeremony {

  /** The one model that it knows by name. */
  public static final UUID KNOWN_MODEL = UUID.fromString("00000000-0000-0000-0000-00000000ca5e");

  /** What that is called. */
  public static final DisplayName KNOWN_NAME = new DisplayName("Key Case");

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int HANDLE = 16;
  private static final Pattern TRANSPORT = Pattern.compile("[a-z][a-z0-9-]{1,31}");
  private static final int MOST_TRANSPORTS = 8;

  private final String relyingParty;
  private final String name;
  private final Set<String> origins;
  private final List<CoseAlgorithm> offered;

  public TestPasskeyCeremony(
      String relyingParty, String name, Set<String> origins, List<CoseAlgorithm> offered) {
    this.relyingParty = relyingParty;
    this.name = name;
    this.origins = Set.copyOf(origins);
    this.offered = List.copyOf(offered);
  }

  /** Of one origin, with the algorithms that everybody offers. */
  public static TestPasskeyCeremony of(String relyingParty, String origin) {
    return new TestPasskeyCeremony(
        relyingParty,
        "Latchkey",
        Set.of(origin),
        List.of(CoseAlgorithm.ES256, CoseAlgorithm.EDDSA, CoseAlgorithm.RS256));
  }

  @Override
  public String relyingParty() {
    return relyingParty;
  }

  @Override
  public String creationOptions(Creation creation) {
    var email = creation.email().value();
    var user =
        Json.members()
            .with("id", handle(creation.user()))
            .with("name", email)
            .with("displayName", creation.name().map(DisplayName::value).orElse(email));
    var selection =
        Json.members()
            .with("residentKey", "required")
            .with("requireResidentKey", true)
            .with("userVerification", told(creation.verification()));
    return Json.members()
        .with("rp", Json.members().with("id", relyingParty).with("name", name))
        .with("user", user)
        .with("challenge", told(creation.challenge()))
        .with("pubKeyCredParams", Json.of(offered.stream().map(this::parameter).toList()))
        .with("timeout", PATIENCE.toMillis())
        .with("excludeCredentials", descriptors(creation.existing()))
        .with("authenticatorSelection", selection)
        .with("attestation", "none")
        .toString();
  }

  private Json parameter(CoseAlgorithm algorithm) {
    return Json.members().with("type", "public-key").with("alg", algorithm.number());
  }

  @Override
  public String requestOptions(Showing showing) {
    return Json.members()
        .with("challenge", told(showing.challenge()))
        .with("timeout", PATIENCE.toMillis())
        .with("rpId", relyingParty)
        .with("allowCredentials", descriptors(showing.allowed()))
        .with("userVerification", told(showing.verification()))
        .toString();
  }

  private static Json descriptors(List<PasskeyCredential> credentials) {
    return Json.of(credentials.stream().map(TestPasskeyCeremony::descriptor).toList());
  }

  private static Json descriptor(PasskeyCredential credential) {
    return Json.members()
        .with("type", "public-key")
        .with("id", credential.id().toString())
        .with(
            "transports",
            Json.of(credential.transports().stream().sorted().map(Json::of).toList()));
  }

  @Override
  public Created verifyCreation(Creation creation, String response) {
    return SeenAnswer.ofCreation(response)
        .map(answer -> created(creation, answer))
        .orElseGet(() -> new Created.Refused(Flaw.MALFORMED));
  }

  private Created created(Creation creation, SeenAnswer answer) {
    var made = answer.data().created().orElseThrow();
    var excluded = creation.existing().stream().anyMatch(one -> one.id().equals(answer.id()));
    return Stream.concat(
            flaws(answer, "webauthn.create", creation.challenge(), creation.verification())
                .filter(flaw -> !isExcused(creation, flaw)),
            Stream.of(
                unless(isOffered(made.key()), Flaw.ALGORITHM), unless(!excluded, Flaw.CREDENTIAL)))
        .flatMap(Optional::stream)
        .findFirst()
        .<Created>map(Created.Refused::new)
        .orElseGet(() -> verified(answer, made));
  }

  /** Nobody touches an authenticator that is not to ask. */
  private static boolean isExcused(Creation creation, Optional<Flaw> flaw) {
    return creation.conditional() && flaw.equals(Optional.of(Flaw.USER_PRESENCE));
  }

  private boolean isOffered(Cbor.Pairs key) {
    return CoseAlgorithm.in(key)
        .filter(offered::contains)
        .filter(algorithm -> algorithm.fits(key))
        .isPresent();
  }

  private static Created verified(SeenAnswer answer, SeenData.NewCredential made) {
    var data = answer.data();
    var credential =
        new PasskeyCredential(
            answer.id(),
            new CosePublicKey(made.key().write()),
            made.aaguid(),
            data.count(),
            data.backupEligible(),
            data.backedUp(),
            transports(answer.response()));
    return new Created.Verified(credential, data.userVerified());
  }

  private static Set<String> transports(Json.Members response) {
    return response.textsOf("transports").stream()
        .filter(text -> TRANSPORT.matcher(text).matches())
        .limit(MOST_TRANSPORTS)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Claim> claim(String response) {
    return SeenAnswer.ofShowing(response)
        .filter(answer -> answer.userHandle().filter(handle -> handle.length != HANDLE).isEmpty())
        .map(answer -> new Claim(answer.id(), answer.userHandle().map(TestPasskeyCeremony::user)));
  }

  @Override
  public Shown verifyShowing(Showing showing, Passkey passkey, String response) {
    return SeenAnswer.ofShowing(response)
        .map(answer -> shown(showing, passkey, answer))
        .orElseGet(() -> new Shown.Refused(Flaw.MALFORMED));
  }

  private Shown shown(Showing showing, Passkey passkey, SeenAnswer answer) {
    var data = answer.data();
    var credential = passkey.credential();
    return Stream.concat(
            flaws(answer, "webauthn.get", showing.challenge(), showing.verification()),
            Stream.of(
                unless(isMeant(showing, passkey, answer), Flaw.CREDENTIAL),
                unless(data.backupEligible() == credential.backupEligible(), Flaw.BACKUP),
                unless(isSigned(answer, credential.key()), Flaw.SIGNATURE)))
        .flatMap(Optional::stream)
        .findFirst()
        .<Shown>map(Shown.Refused::new)
        .orElseGet(() -> new Shown.Verified(data.count(), data.backedUp(), data.userVerified()));
  }

  private static boolean isMeant(Showing showing, Passkey passkey, SeenAnswer answer) {
    var id = passkey.credential().id();
    var allowed =
        showing.allowed().isEmpty()
            ? answer.userHandle().isPresent()
            : showing.allowed().stream().anyMatch(one -> one.id().equals(id));
    var owner = Base64Url.read(handle(passkey.owner())).orElseThrow();
    return allowed
        && answer.id().equals(id)
        && answer.userHandle().filter(handle -> !Arrays.equals(handle, owner)).isEmpty();
  }

  private static boolean isSigned(SeenAnswer answer, CosePublicKey key) {
    var data = answer.data().bytes();
    var signed = new byte[data.length + 32];
    ByteBuffer.wrap(signed).put(data).put(sha256(answer.clientDataBytes()));
    return Cbor.read(key.bytes())
        .filter(Cbor.Pairs.class::isInstance)
        .map(Cbor.Pairs.class::cast)
        .filter(
            cose ->
                CoseAlgorithm.in(cose)
                    .filter(algorithm -> algorithm.verifies(cose, signed, answer.signature()))
                    .isPresent())
        .isPresent();
  }

  /** What both ceremonies check (sections 7.1 and 7.2). */
  private Stream<Optional<Flaw>> flaws(
      SeenAnswer answer, String type, Challenge challenge, UserVerification verification) {
    var said = answer.clientData();
    var data = answer.data();
    var party = sha256(relyingParty.getBytes(UTF_8));
    var framed = said.flag("crossOrigin").orElse(false) || said.all().containsKey("topOrigin");
    return Stream.of(
        unless(said.text("type").filter(type::equals).isPresent(), Flaw.TYPE),
        unless(said.text("challenge").filter(told(challenge)::equals).isPresent(), Flaw.CHALLENGE),
        unless(!framed && said.text("origin").filter(origins::contains).isPresent(), Flaw.ORIGIN),
        unless(Arrays.equals(data.relyingPartyHash(), party), Flaw.RELYING_PARTY),
        unless(data.userPresent(), Flaw.USER_PRESENCE),
        unless(
            data.userVerified() || verification == UserVerification.PREFERRED,
            Flaw.USER_VERIFICATION),
        unless(data.backupEligible() || !data.backedUp(), Flaw.BACKUP));
  }

  private static Optional<Flaw> unless(boolean sound, Flaw flaw) {
    return sound ? Optional.empty() : Optional.of(flaw);
  }

  @Override
  public Optional<DisplayName> model(UUID aaguid) {
    return Optional.of(KNOWN_NAME).filter(known -> aaguid.equals(KNOWN_MODEL));
  }

  private static String told(Challenge challenge) {
    return challenge.bytes().reveal();
  }

  private static String told(UserVerification verification) {
    return switch (verification) {
      case REQUIRED -> "required";
      case PREFERRED -> "preferred";
    };
  }

  private static String handle(UserId user) {
    var id = user.value();
    var bytes = new byte[HANDLE];
    ByteBuffer.wrap(bytes)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return Base64Url.write(bytes);
  }

  private static UserId user(byte[] handle) {
    var bytes = ByteBuffer.wrap(handle);
    return new UserId(new UUID(bytes.getLong(), bytes.getLong()));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
