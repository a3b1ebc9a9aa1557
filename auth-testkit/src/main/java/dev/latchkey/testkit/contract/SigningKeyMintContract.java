package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.kernel.SecretBox.Sealed;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyMint;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.NamedIds;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyMint} promises. */
public abstract class SigningKeyMintContract {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30.123456Z");

  /** One of several nodes with the same secrets; each call makes another. */
  protected abstract SigningKeyMint mint();

  /** What the private halves are sealed with. */
  protected abstract SecretBox box();

  /** A node with the same secrets that has just started on these stored keys. */
  protected abstract AccessTokens tokensOver(List<SigningKey> stored);

  @Test
  void a_new_key_is_announced_as_of_now() {
    var key = mint().mint(NOW);

    assertThat(key.state()).isEqualTo(State.ANNOUNCED);
    assertThat(key.createdAt()).isEqualTo(NOW);
    assertThat(key.since()).isEqualTo(NOW);
  }

  @Test
  void however_many_mint_at_once_each_key_is_another() {
    var mint = mint();
    var keys = Race.of(Race.MANY, () -> mint.mint(NOW));

    assertThat(keys).extracting(SigningKey::id).doesNotHaveDuplicates();
    assertThat(keys).extracting(SigningKey::publicJwk).doesNotHaveDuplicates();
    assertThat(keys).extracting(SigningKey::privateKey).doesNotHaveDuplicates();
  }

  @Test
  void the_public_half_is_a_p_256_key_with_its_name_and_algorithm_and_nothing_private() {
    var key = mint().mint(NOW);

    assertThat(key.publicJwk())
        .contains(
            "\"kty\":\"EC\"",
            "\"crv\":\"P-256\"",
            "\"alg\":\"ES256\"",
            "\"use\":\"sig\"",
            "\"kid\":\"" + key.id().value() + "\"")
        .containsPattern("\"x\":\"[A-Za-z0-9_-]{43}\"")
        .containsPattern("\"y\":\"[A-Za-z0-9_-]{43}\"")
        .doesNotContain("\"d\"", "\"k\"", "\"p\"");
  }

  @Test
  void the_private_half_opens_for_the_key_that_it_belongs_to_and_for_no_other() {
    var key = mint().mint(NOW);
    var other = mint().mint(NOW);

    assertThat(opened("signing-key:" + key.id().value(), key)).isPresent();
    assertThat(opened("signing-key:" + other.id().value(), key)).isEmpty();
    assertThat(opened(key.id().value(), key)).isEmpty();
    assertThat(opened("", key)).isEmpty();
  }

  @Test
  void the_private_half_is_not_to_be_seen_in_what_is_stored() throws GeneralSecurityException {
    var key = mint().mint(NOW);
    var plain = opened("signing-key:" + key.id().value(), key).orElseThrow();
    var secret = scalarOf(plain);

    assertThat(text(key.privateKey().bytes())).doesNotContain(text(secret));
    assertThat(text(plain)).contains(text(secret));
  }

  @Test
  void a_private_half_of_which_a_bit_was_changed_does_not_open() {
    var key = mint().mint(NOW);
    var bytes = key.privateKey().bytes();
    bytes[bytes.length / 2] ^= 1;
    var harmed = new Sealed(key.privateKey().key(), bytes);

    assertThat(box().open("signing-key:" + key.id().value(), harmed)).isEmpty();
  }

  @Test
  void once_active_it_signs_and_every_node_verifies() {
    var key = mint().mint(NOW);
    var stored = List.of(key.in(State.ACTIVE, NOW));
    var token = token();

    assertThat(tokensOver(stored).verify(tokensOver(stored).issue(token), token.issuedAt()))
        .isEqualTo(new Verification.Valid(token, key.id()));
  }

  private Optional<byte[]> opened(String context, SigningKey key) {
    return box().open(context, key.privateKey());
  }

  private static byte[] scalarOf(byte[] pkcs8) throws GeneralSecurityException {
    var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    var bytes = ((ECPrivateKey) key).getS().toByteArray();
    // Half of it is enough to know it by, and has no sign byte in front.
    return Arrays.copyOfRange(bytes, bytes.length - 16, bytes.length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static AccessToken token() {
    var issuedAt = Instant.parse("2026-11-02T10:15:30Z");
    return new AccessToken(
        NamedIds.of("token"),
        new UserId(NamedIds.of("user")),
        new SessionId(NamedIds.of("session")),
        new AccessToken.Proof(issuedAt, Set.of(AuthenticationMethod.PASSWORD), AssuranceLevel.AAL1),
        issuedAt,
        issuedAt.plus(Duration.ofMinutes(15)));
  }
}
