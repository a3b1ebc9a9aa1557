package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.credential.PasswordResetRequest;
import dev.latchkey.domain.credential.PasswordResets.NewToken;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.credential.PasswordResets} promises. */
public abstract class PasswordResetsContract extends StorageContract {
  private static final PasswordResetPolicy POLICY = PasswordResetPolicy.standard();
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final User ADA = AUser.owning("ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");

  @Test
  void a_request_is_noted_and_found() {
    var request = requested(ADA, "first");

    assertThat(storage.passwordResets().find(request.id())).contains(request);
    assertThat(storage.passwordResets().find(id("another"))).isEmpty();
  }

  @Test
  void a_request_is_noted_for_an_address_without_an_account_too() {
    var request = POLICY.request(id("first"), EmailAddress.of("nobody@example.com"), now());
    doInUnit(() -> storage.passwordResets().request(request));

    assertThat(storage.passwordResets().find(request.id())).contains(request);
  }

  @Test
  void a_newer_request_takes_the_place_of_the_one_before_and_kills_its_token() {
    var first = offered(ADA, "hers");
    var second = requested(ADA, "second");

    assertThat(storage.passwordResets().find(first.id())).isEmpty();
    assertThat(storage.passwordResets().find(second.id())).contains(second);
    assertThat(mint(first.id(), ADA, "late")).isFalse();
    assertThat(isGood("hers")).isFalse();
    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void a_request_of_another_address_leaves_the_token_alone() {
    offered(ADA, "hers");
    requested(added(BOB), "his");

    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void a_token_is_spent_once_and_leads_to_its_user() {
    offered(ADA, "hers");
    offered(BOB, "his");

    assertThat(spend("hers")).contains(ADA.id());
    assertThat(spend("hers")).isEmpty();
    assertThat(spend("his")).contains(BOB.id());
  }

  @Test
  void asking_whether_a_token_is_good_spends_nothing() {
    offered(ADA, "hers");

    assertThat(isGood("hers")).isTrue();
    assertThat(isGood("hers")).isTrue();
    assertThat(spend("hers")).contains(ADA.id());
    assertThat(isGood("hers")).isFalse();
  }

  @Test
  void a_token_that_nobody_minted_is_worth_nothing() {
    requested(added(BOB), "without a token");
    offered(ADA, "hers");

    assertThat(isGood("guessed")).isFalse();
    assertThat(spend("guessed")).isEmpty();
    assertThat(inUnit(() -> storage.passwordResets().spend(List.of(), now()))).isEmpty();
    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void a_digest_under_another_key_is_another_token() {
    offered(ADA, "hers");
    var forged = new CodeDigest(Secrets.key("another-key"), digest("hers").bytes());

    assertThat(inUnit(() -> storage.passwordResets().spend(List.of(forged), now()))).isEmpty();
  }

  @Test
  void a_token_is_found_under_any_of_its_candidates() {
    offered(ADA, "hers");
    var candidates = List.of(digest("under the newer key"), digest("hers"));

    assertThat(inUnit(() -> storage.passwordResets().spend(candidates, now()))).contains(ADA.id());
  }

  @Test
  void a_newer_token_takes_the_place_of_the_one_before() {
    var request = offered(ADA, "older");
    assertThat(mint(request.id(), ADA, "newer")).isTrue();

    assertThat(spend("older")).isEmpty();
    assertThat(spend("newer")).contains(ADA.id());
  }

  @Test
  void a_token_is_dead_at_the_very_instant_it_expires() {
    offered(ADA, "hers");
    time.advance(POLICY.tokenLifetime());

    assertThat(isGood("hers")).isFalse();
    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void a_token_is_alive_a_moment_before() {
    offered(ADA, "hers");
    time.advance(POLICY.tokenLifetime().minus(TICK));

    assertThat(isGood("hers")).isTrue();
    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void a_request_that_is_over_gets_no_token_and_one_a_moment_before_does() {
    var request = requested(added(ADA), "first");

    time.advance(POLICY.patience().minus(TICK));
    assertThat(mint(request.id(), ADA, "in time")).isTrue();
    time.advance(TICK);
    assertThat(mint(request.id(), ADA, "late")).isFalse();
    assertThat(spend("in time")).contains(ADA.id());
  }

  @Test
  void whoever_raises_the_epoch_kills_the_token() {
    offered(ADA, "hers");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(isGood("hers")).isFalse();
    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void the_token_of_a_disabled_user_is_dead_also_when_he_is_enabled_again() {
    offered(ADA, "hers");
    inUnit(() -> storage.users().disable(ADA.id()));
    assertThat(spend("hers")).isEmpty();
    inUnit(() -> storage.users().enable(ADA.id()));

    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void nothing_is_minted_for_a_user_who_changed_since_he_was_read() {
    var request = requested(added(ADA), "first");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(mint(request.id(), ADA, "hers")).isFalse();
    var ada = storage.users().find(ADA.id()).orElseThrow();
    assertThat(mint(request.id(), ada, "hers")).isTrue();
    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void nothing_is_minted_for_who_is_disabled_or_not_there() {
    var request = requested(ADA, "first");

    assertThat(mint(request.id(), ADA, "hers")).isFalse();
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));
    var disabled = storage.users().find(ADA.id()).orElseThrow();
    assertThat(mint(request.id(), disabled, "hers")).isFalse();
  }

  @Test
  void a_unit_that_failed_spent_nothing() {
    offered(ADA, "hers");

    undone(() -> storage.passwordResets().spend(List.of(digest("hers")), now()));

    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void of_many_who_spend_at_the_same_moment_on_two_nodes_one_does() {
    added(ADA);
    var other = anotherNode();
    for (var round = 0; round < 10; round++) {
      var label = "round " + round;
      mint(requested(ADA, label).id(), ADA, label);
      Callable<Optional<UserId>> here = () -> spend(label);
      Callable<Optional<UserId>> there =
          () ->
              other.unit().write(() -> other.passwordResets().spend(List.of(digest(label)), now()));

      var spent = raced(here, there);

      assertThat(spent).containsOnlyOnce(Optional.of(ADA.id()));
    }
  }

  @Test
  void of_those_who_spend_and_raise_the_epoch_at_the_same_moment_one_does() {
    offered(ADA, "hers");
    Callable<Optional<UserId>> reset =
        () ->
            inUnit(
                () -> {
                  var user = storage.passwordResets().spend(List.of(digest("hers")), now());
                  user.ifPresent(storage.users()::raiseEpoch);
                  return user;
                });

    assertThat(raced(reset, reset)).containsOnlyOnce(Optional.of(ADA.id()));
  }

  @Test
  void no_token_outlives_a_simultaneous_change_of_the_user() {
    added(ADA);
    for (var round = 0; round < 20; round++) {
      var label = "round " + round;
      var ada = storage.users().find(ADA.id()).orElseThrow();
      mint(requested(ADA, label).id(), ada, label);
      // Whoever comes second must have seen the first: a token is spent before the change or never.
      Callable<Long> spend =
          () -> inUnit(() -> spentAt(label).map(User::epoch).map(User.Epoch::value).orElse(-1L));
      Callable<Long> change = () -> inUnit(() -> storage.users().raiseEpoch(ADA.id()) ? -2L : -3L);

      var seen = raced(spend, change);

      assertThat(seen.stream().filter(epoch -> epoch >= 0))
          .allMatch(epoch -> epoch == ada.epoch().value())
          .hasSizeLessThanOrEqualTo(1);
      assertThat(spend(label)).isEmpty();
    }
  }

  /** The user as the unit sees him that spent his token. */
  private Optional<User> spentAt(String token) {
    return storage
        .passwordResets()
        .spend(List.of(digest(token)), now())
        .flatMap(storage.users()::find);
  }

  @Test
  void of_many_requests_at_the_same_moment_one_stands() {
    var requests =
        IntStream.range(0, Race.MANY)
            .mapToObj(n -> POLICY.request(id("request " + n), ADA.email(), now()))
            .toList();

    Race.between(
        requests.stream().map(request -> (Callable<Boolean>) () -> isNoted(request)).toList());

    assertThat(requests.stream().flatMap(r -> storage.passwordResets().find(r.id()).stream()))
        .hasSize(1);
  }

  private boolean isNoted(PasswordResetRequest request) {
    doInUnit(() -> storage.passwordResets().request(request));
    return true;
  }

  @Test
  void what_is_over_is_forgotten_and_what_may_still_be_used_is_kept() {
    requested(BOB, "his");
    var late = requested(added(ADA), "hers");
    time.advance(POLICY.patience().minus(TICK));
    mint(late.id(), ADA, "late");
    time.advance(TICK.multipliedBy(2));

    assertThat(storage.passwordResets().purge(now())).isEqualTo(1);
    assertThat(isGood("late")).isTrue();
    time.advance(POLICY.tokenLifetime());
    assertThat(storage.passwordResets().purge(now())).isEqualTo(1);
    assertThat(storage.passwordResets().find(late.id())).isEmpty();
  }

  private static <T> List<T> raced(Callable<T> one, Callable<T> other) {
    return Race.between(
        IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? one : other).toList());
  }

  private PasswordResetRequest requested(User user, String name) {
    var request = POLICY.request(id(name), user.email(), now());
    doInUnit(() -> storage.passwordResets().request(request));
    return request;
  }

  private PasswordResetRequest offered(User user, String token) {
    added(user);
    var request = requested(user, "request of " + token);
    assertThat(mint(request.id(), user, token)).isTrue();
    return request;
  }

  private boolean mint(PasswordResetId id, User user, String token) {
    var minted = new NewToken(digest(token), now().plus(POLICY.tokenLifetime()));
    return inUnit(() -> storage.passwordResets().mint(id, user, minted, now()));
  }

  private boolean isGood(String token) {
    var owner = storage.passwordResets().owner(List.of(digest(token)), now());
    assertThat(owner.filter(user -> !user.equals(ADA.id()))).isEmpty();
    return owner.isPresent();
  }

  private Optional<UserId> spend(String token) {
    return inUnit(() -> storage.passwordResets().spend(List.of(digest(token)), now()));
  }

  private static CodeDigest digest(String token) {
    return Secrets.codeDigest(token);
  }

  private static PasswordResetId id(String name) {
    return new PasswordResetId(NamedIds.of("reset " + name));
  }
}
