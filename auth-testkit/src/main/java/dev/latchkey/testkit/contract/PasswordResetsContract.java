package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordResetRequest;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.credential.PasswordResets} promises: here where many come
 * at the same moment; what is inherited is about each on his own.
 */
public abstract class PasswordResetsContract extends PasswordResetTokenContract {
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

  private static <T> List<T> raced(Callable<T> one, Callable<T> other) {
    return Race.between(
        IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? one : other).toList());
  }
}
