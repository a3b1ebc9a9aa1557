package dev.latchkey.adapter.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.jwk.ECKey;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeysTest {
  private static final SecretBox BOX = CryptoModule.secretBox(Fixtures.OLD);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final KeysInMemory store = new KeysInMemory();
  private final MutableTime time = MutableTime.somewhen();

  @Test
  void of_many_nodes_that_start_at_once_one_makes_the_key_and_all_use_it() {
    var active = Race.of(Race.MANY, () -> open().active().id());

    assertThat(store.all()).hasSize(1);
    assertThat(active).containsOnly(store.newest().id());
  }

  @Test
  void a_restarted_node_has_the_same_key() {
    assertThat(open().active().id()).isEqualTo(open().active().id());
  }

  @Test
  void a_key_is_named_by_its_thumbprint() throws Exception {
    open();
    var jwk = ECKey.parse(store.newest().publicJwk());
    var canonical =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(jwk.getX(), jwk.getY());
    var digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(US_ASCII));

    assertThat(store.newest().id().value())
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
        .isEqualTo(jwk.getKeyID())
        .hasSize(43);
  }

  @Test
  void a_stored_key_shows_its_public_half_only() {
    open();

    assertThat(store.newest().publicJwk())
        .contains("\"alg\":\"ES256\"", "\"use\":\"sig\"", "\"kid\"")
        .doesNotContain("\"d\"");
    assertThat(store.newest().privateKey().key()).isEqualTo(Fixtures.OLD.current());
  }

  @Test
  void another_secret_key_stops_the_start_and_says_what_to_do() {
    open();

    assertThatIllegalStateException()
        .isThrownBy(() -> open(CryptoModule.secretBox(Fixtures.STRANGE)))
        .withMessageContaining("SECRET_KEY")
        .withMessageContaining(Fixtures.OLD.current().value())
        .withMessageNotContaining("canary");
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void a_new_secret_key_beside_the_old_one_is_no_trouble() {
    var before = open().active().id();

    assertThat(open(CryptoModule.secretBox(Fixtures.ROTATED)).active().id()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"ANNOUNCED", "ACTIVE", "RETIRED"})
  void a_key_that_is_not_revoked_verifies_and_is_published(State state) {
    var other = other(state);
    var keys = open();

    assertThat(keys.find(other)).isPresent();
    assertThat(keys.jwks()).contains(other.value()).doesNotContain("\"d\"");
  }

  @Test
  void a_revoked_key_neither_verifies_nor_is_published() {
    var revoked = other(State.REVOKED);
    var keys = open();
    time.advance(Duration.ofMinutes(1));

    assertThat(keys.find(revoked)).isEmpty();
    assertThat(keys.jwks()).doesNotContain(revoked.value());
  }

  @Test
  void after_all_keys_were_revoked_a_start_makes_a_new_one() {
    var before = open().active().id();
    store.turn(State.REVOKED);

    assertThat(open().active().id()).isNotEqualTo(before);
  }

  @Test
  void a_key_that_another_node_made_is_found_at_once_when_it_is_first_met() {
    var keys = open();
    var young = other(State.ANNOUNCED);
    time.advance(Duration.ofMillis(1));

    assertThat(keys.find(young)).isPresent();
  }

  @Test
  void what_another_node_changed_is_seen_within_a_second() {
    var keys = open();
    var before = keys.active().id();
    var next = other(State.ANNOUNCED);
    time.advance(SECOND);
    assertThat(keys.jwks()).contains(before.value(), next.value());
    assertThat(keys.active().id()).isEqualTo(before);

    store.turn(before, State.RETIRED);
    store.turn(next, State.ACTIVE);
    time.advance(SECOND);
    assertThat(keys.active().id()).isEqualTo(next);
    assertThat(keys.jwks()).contains(before.value(), next.value());

    store.turn(before, State.REVOKED);
    time.advance(SECOND);
    assertThat(keys.find(before)).isEmpty();
    assertThat(keys.jwks()).contains(next.value()).doesNotContain(before.value());
  }

  @Test
  void within_a_second_nothing_is_read_again() {
    var keys = open();
    var before = store.reads();
    time.advance(SECOND.minusNanos(1));
    Race.of(Race.MANY, () -> keys.find(keys.active().id()).isPresent() && !keys.jwks().isEmpty());

    assertThat(store.reads()).isEqualTo(before);
  }

  @Test
  void after_a_second_one_reads_and_the_others_go_on_with_what_is_there() throws Exception {
    var keys = open();
    var next = other(State.ANNOUNCED);
    var reading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    store.beforeReading(
        () -> {
          reading.countDown();
          await(goOn);
        });
    time.advance(SECOND);
    var before = store.reads();
    try (var one = Executors.newSingleThreadExecutor()) {
      var reader = one.submit(keys::jwks);
      await(reading);
      assertThat(Race.of(Race.MANY, keys::jwks)).noneMatch(jwks -> jwks.contains(next.value()));
      goOn.countDown();
      assertThat(reader.get()).contains(next.value());
    }

    assertThat(store.reads()).isEqualTo(before + 1);
  }

  @Test
  void nobody_goes_on_with_keys_that_are_two_seconds_old() {
    var keys = open();
    var next = other(State.ANNOUNCED);
    time.advance(SECOND.multipliedBy(2));
    var before = store.reads();

    assertThat(Race.of(Race.MANY, keys::jwks)).allMatch(jwks -> jwks.contains(next.value()));
    assertThat(store.reads()).isEqualTo(before + 1);
  }

  @Test
  void unknown_keys_cause_one_read_more_in_a_second_however_many_ask() {
    var keys = open();
    time.advance(Duration.ofMillis(1));
    var before = store.reads();
    Race.of(Race.MANY, () -> keys.find(new KeyId("unknown")));
    Race.of(Race.MANY, () -> keys.find(new KeyId("unheard-of")));
    assertThat(store.reads()).isEqualTo(before + 1);

    time.advance(Duration.ofMillis(999));
    Race.of(Race.MANY, () -> keys.find(new KeyId("unknown")));
    assertThat(store.reads()).isEqualTo(before + 1);
    time.advance(Duration.ofMillis(1));
    Race.of(Race.MANY, () -> keys.find(new KeyId("unknown")));
    assertThat(store.reads()).isEqualTo(before + 2);
  }

  @Test
  void the_newest_key_is_published_first_in_whatever_order_and_state_they_are_stored() {
    var first = open().active().id();
    time.advance(SECOND);
    var second = other(State.ANNOUNCED);
    var keys = open();
    var before = keys.jwks();
    store.shuffle();
    store.turn(second, State.ACTIVE);
    store.turn(first, State.RETIRED);
    time.advance(SECOND);

    assertThat(keys.jwks()).isEqualTo(before);
    assertThat(before.indexOf(second.value())).isLessThan(before.indexOf(first.value()));
  }

  @Test
  void when_the_active_key_was_revoked_and_there_is_no_other_signing_is_an_outage() {
    var keys = open();
    var before = keys.active().id();
    store.turn(State.REVOKED);
    time.advance(SECOND);

    assertThatExceptionOfType(InfrastructureException.class)
        .isThrownBy(keys::active)
        .havingCause()
        .withMessage("no signing key is active that can be unsealed here; see latchkey keys list");
    assertThat(keys.find(before)).isEmpty();
    assertThat(keys.jwks()).isEqualTo("{\"keys\":[]}");

    var next = other(State.ACTIVE);
    time.advance(SECOND);
    assertThat(keys.active().id()).isEqualTo(next);
  }

  @Test
  void a_public_key_planted_in_the_store_is_not_trusted() {
    open();
    var mine = SigningKeyPair.generate(CryptoModule.secretBox(Fixtures.STRANGE), time.instant());
    var borrowed = store.newest();
    store.add(mine, State.RETIRED);
    store.add(withSecretsOf(borrowed, mine), State.RETIRED);
    store.add(
        new SigningKey(
            new KeyId("planted"),
            mine.publicJwk(),
            mine.privateKey(),
            State.ACTIVE,
            time.instant(),
            time.instant()),
        State.ANNOUNCED);
    var keys = open();

    assertThat(keys.find(mine.id())).isEmpty();
    assertThat(keys.find(new KeyId("planted"))).isEmpty();
    assertThat(keys.find(borrowed.id())).isPresent();
  }

  @Test
  void a_public_half_that_was_exchanged_is_not_trusted() {
    open();
    var ours = store.newest();
    var mine = SigningKeyPair.generate(BOX, time.instant());
    store.turn(State.REVOKED);
    store.add(
        new SigningKey(
            ours.id(),
            mine.publicJwk(),
            ours.privateKey(),
            State.ACTIVE,
            time.instant(),
            time.instant()),
        State.ACTIVE);

    assertThatIllegalStateException().isThrownBy(this::open);
  }

  @Test
  void while_the_store_is_away_known_keys_serve_on_and_an_unknown_one_is_an_outage() {
    var keys = open();
    var active = keys.active().id();
    store.stop();
    time.advance(Duration.ofMinutes(1));

    assertThat(keys.active().id()).isEqualTo(active);
    assertThat(keys.find(active)).isPresent();
    assertThat(keys.jwks()).contains(active.value());
    assertThatExceptionOfType(InfrastructureException.class)
        .isThrownBy(() -> keys.find(new KeyId("unknown")));

    store.resume();
    time.advance(SECOND);
    assertThat(keys.find(new KeyId("unknown"))).isEmpty();
  }

  @Test
  void a_store_that_is_away_is_asked_once_in_a_second() {
    var keys = open();
    store.stop();
    time.advance(Duration.ofMinutes(1));
    var before = store.reads();
    Race.of(Race.MANY, keys::jwks);
    Race.of(Race.MANY, keys::active);
    assertThat(store.reads()).isEqualTo(before + 1);

    time.advance(SECOND);
    Race.of(Race.MANY, keys::jwks);
    assertThat(store.reads()).isEqualTo(before + 2);
  }

  @Test
  void a_start_without_the_store_is_an_outage() {
    store.stop();

    assertThatExceptionOfType(InfrastructureException.class).isThrownBy(this::open);
  }

  @Test
  void a_key_pair_prints_its_name_only() {
    var pair = open().active();

    assertThat(pair).hasToString("SigningKeyPair[" + pair.id().value() + "]");
  }

  private SigningKeys open() {
    return open(BOX);
  }

  private SigningKeys open(SecretBox box) {
    return SigningKeys.open(store, box, SignatureProvider.jdk(), time);
  }

  private KeyId other(State state) {
    var key = new SealedSigningKeyMint(BOX).mint(time.instant());
    store.add(key, state);
    return key.id();
  }

  private static SigningKey withSecretsOf(SigningKey donor, SigningKey key) {
    return new SigningKey(
        key.id(), key.publicJwk(), donor.privateKey(), key.state(), key.createdAt(), key.since());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
