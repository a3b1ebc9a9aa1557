package dev.latchkey.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.KeyId;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link AccessTokens} promises. */
public abstract class AccessTokensContract {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final AccessToken TOKEN = tokenFrom(NOW);

  /** One of several nodes with the same keys; each call makes another. */
  protected abstract AccessTokens tokens();

  /** With our keys and audience, for another issuer. */
  protected abstract AccessTokens tokensOfAnotherIssuer();

  /** With our keys and issuer, for another audience. */
  protected abstract AccessTokens tokensForAnotherAudience();

  /** With our issuer and audience, and none of our keys. */
  protected abstract AccessTokens strangersTokens();

  /** Makes keys that {@link #tokensOver} can unseal. */
  protected abstract SigningKeyMint mint();

  /** A node with our issuer and audience that has just started on these stored keys. */
  protected abstract AccessTokens tokensOver(List<SigningKey> stored);

  @Test
  void an_issued_token_says_what_it_was_told_on_every_node() {
    assertHolds(tokens(), tokens().issue(TOKEN), TOKEN);
  }

  @Test
  void several_methods_are_all_told() {
    var both =
        new AccessToken.Proof(NOW, Set.of(AuthenticationMethod.values()), AssuranceLevel.AAL2);
    var token =
        new AccessToken(TOKEN.id(), TOKEN.user(), TOKEN.session(), both, NOW, NOW.plus(LIFETIME));

    assertHolds(tokens(), tokens().issue(token), token);
  }

  @Test
  void times_are_cut_to_whole_seconds() {
    var precise = tokenFrom(NOW.plusNanos(999_999_999));

    assertHolds(tokens(), tokens().issue(precise), TOKEN);
  }

  @Test
  void a_token_is_a_jwt_with_the_one_type_and_algorithm_and_all_claims() {
    var parts = tokens().issue(TOKEN).split("\\.", -1);

    assertThat(parts).hasSize(3);
    assertThat(decoded(parts[0])).contains("\"alg\":\"ES256\"", "\"typ\":\"at+jwt\"", "\"kid\":\"");
    assertThat(decoded(parts[1]))
        .contains(
            "\"iss\":\"",
            "\"aud\":\"",
            "\"sub\":\"" + TOKEN.user().value() + "\"",
            "\"sid\":\"" + TOKEN.session().value() + "\"",
            "\"jti\":\"" + TOKEN.id() + "\"",
            "\"iat\":" + NOW.getEpochSecond(),
            "\"nbf\":" + NOW.getEpochSecond(),
            "\"exp\":" + NOW.plus(LIFETIME).getEpochSecond(),
            "\"auth_time\":" + TOKEN.proof().at().getEpochSecond(),
            "\"amr\":[\"pwd\"]",
            "\"acr\":\"aal1\"");
  }

  @Test
  void a_token_is_dead_at_the_very_instant_it_expires() {
    var issued = tokens().issue(TOKEN);
    var end = NOW.plus(LIFETIME);

    assertThat(tokens().verify(issued, end.minusNanos(1))).isInstanceOf(Verification.Valid.class);
    assertInvalid(issued, end);
    assertInvalid(issued, end.plus(Duration.ofDays(365)));
  }

  @Test
  void a_token_of_a_clock_that_is_far_ahead_does_not_hold_yet() {
    var issued = tokens().issue(TOKEN);

    assertThat(tokens().verify(issued, NOW.minusSeconds(30)))
        .isInstanceOf(Verification.Valid.class);
    assertInvalid(issued, NOW.minusSeconds(31));
  }

  @Test
  void a_token_of_another_issuer_is_not_ours() {
    var theirs = tokensOfAnotherIssuer().issue(TOKEN);

    assertInvalid(theirs, NOW);
    assertHolds(tokensOfAnotherIssuer(), theirs, TOKEN);
  }

  @Test
  void a_token_for_another_audience_is_not_for_us() {
    var theirs = tokensForAnotherAudience().issue(TOKEN);

    assertInvalid(theirs, NOW);
    assertHolds(tokensForAnotherAudience(), theirs, TOKEN);
  }

  @Test
  void a_token_under_a_key_that_we_never_published_does_not_hold() {
    var theirs = strangersTokens().issue(TOKEN);

    assertInvalid(theirs, NOW);
    assertHolds(strangersTokens(), theirs, TOKEN);
  }

  @Test
  void a_token_with_any_character_changed_does_not_hold() {
    var issued = tokens().issue(TOKEN);
    var tokens = tokens();
    for (var at = 0; at < issued.length(); at++) {
      var other = issued.charAt(at) == 'A' ? 'B' : 'A';
      var changed = issued.substring(0, at) + other + issued.substring(at + 1);

      assertThat(tokens.verify(changed, NOW)).isEqualTo(new Verification.Invalid());
    }
  }

  @Test
  void a_token_without_a_signature_does_not_hold() {
    var parts = tokens().issue(TOKEN).split("\\.", -1);
    var none = encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");

    assertInvalid(none + "." + parts[1] + ".", NOW);
    assertInvalid(none + "." + parts[1] + "." + parts[2], NOW);
    assertInvalid(parts[0] + "." + parts[1] + ".", NOW);
    assertInvalid(parts[0] + "." + parts[1], NOW);
  }

  @Test
  void the_claims_of_one_token_do_not_hold_with_the_signature_of_another() {
    var mine = tokens().issue(TOKEN).split("\\.", -1);
    var later = tokens().issue(tokenFrom(NOW.plusSeconds(1))).split("\\.", -1);

    assertInvalid(mine[0] + "." + later[1] + "." + mine[2], NOW);
  }

  @Test
  void anything_around_a_token_makes_it_invalid() {
    var issued = tokens().issue(TOKEN);

    for (var changed :
        List.of(
            " " + issued,
            issued + " ",
            issued + "\n",
            issued + "=",
            issued + ".",
            "." + issued,
            "Bearer " + issued,
            issued + issued,
            issued + "." + issued)) {
      assertInvalid(changed, NOW);
    }
  }

  @Test
  void no_input_throws() {
    for (var garbage :
        List.of(
            "",
            ".",
            "..",
            "...",
            "a.b.c",
            "\0",
            "\ud800",
            "{}",
            "null",
            "é.é.é",
            "eyJhbGciOiJFUzI1NiJ9.e30.AA",
            "bnVsbA.bnVsbA." + "A".repeat(86),
            "A".repeat(100_000),
            ".".repeat(100_000))) {
      assertInvalid(garbage, NOW);
    }
  }

  @Test
  void the_published_keys_name_the_key_of_a_token_and_show_nothing_private() {
    var kid = keyOf(tokens().issue(TOKEN));

    assertThat(tokens().jwks())
        .contains("\"keys\"", "\"" + kid + "\"", "\"kty\":\"EC\"", "\"alg\":\"ES256\"")
        .doesNotContain("\"d\"");
  }

  @Test
  void the_active_key_signs_and_the_answer_names_it() {
    var active = key(State.ACTIVE);
    var tokens = tokensOver(List.of(key(State.ANNOUNCED), active, key(State.RETIRED)));

    assertThat(tokens.verify(tokens.issue(TOKEN), NOW))
        .isEqualTo(new Verification.Valid(TOKEN, active.id()));
  }

  @Test
  void announced_active_and_retired_keys_are_published_and_revoked_ones_are_not() {
    var revoked = key(State.REVOKED);
    var published = List.of(key(State.ANNOUNCED), key(State.ACTIVE), key(State.RETIRED));
    var jwks = tokensOver(Stream.concat(published.stream(), Stream.of(revoked)).toList()).jwks();

    assertThat(published).allSatisfy(key -> assertThat(jwks).contains(key.id().value()));
    assertThat(jwks).doesNotContain(revoked.id().value()).doesNotContain("\"d\"");
  }

  @Test
  void the_keys_are_published_in_the_same_order_by_every_node() {
    var stored = List.of(key(State.ANNOUNCED), key(State.ACTIVE), key(State.RETIRED));

    assertThat(tokensOver(stored).jwks()).isEqualTo(tokensOver(stored).jwks());
  }

  @Test
  void a_token_outlives_the_time_in_which_its_key_signs_but_not_the_revocation_of_the_key() {
    var key = key(State.ACTIVE);
    var next = key(State.ACTIVE);
    var issued = tokensOver(List.of(key)).issue(TOKEN);
    var afterRotation = tokensOver(List.of(next, key.in(State.RETIRED, NOW)));
    var afterRevocation = tokensOver(List.of(next, key.in(State.REVOKED, NOW)));

    assertHolds(afterRotation, issued, TOKEN);
    assertThat(afterRevocation.verify(issued, NOW)).isEqualTo(new Verification.Invalid());
    assertHolds(afterRevocation, afterRevocation.issue(TOKEN), TOKEN);
  }

  private SigningKey key(State state) {
    return mint().mint(NOW).in(state, NOW);
  }

  private static void assertHolds(AccessTokens tokens, String issued, AccessToken said) {
    assertThat(tokens.verify(issued, NOW))
        .isEqualTo(new Verification.Valid(said, new KeyId(keyOf(issued))));
  }

  private static String keyOf(String issued) {
    var header = decoded(issued.split("\\.", -1)[0]);
    return header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
  }

  private void assertInvalid(String presented, Instant at) {
    assertThat(tokens().verify(presented, at)).isEqualTo(new Verification.Invalid());
  }

  private static AccessToken tokenFrom(Instant issuedAt) {
    var proof =
        new AccessToken.Proof(
            issuedAt.minusSeconds(60), Set.of(AuthenticationMethod.PASSWORD), AssuranceLevel.AAL1);
    return new AccessToken(
        NamedIds.of("token"),
        new UserId(NamedIds.of("user")),
        new SessionId(NamedIds.of("session")),
        proof,
        issuedAt,
        issuedAt.plus(LIFETIME));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
