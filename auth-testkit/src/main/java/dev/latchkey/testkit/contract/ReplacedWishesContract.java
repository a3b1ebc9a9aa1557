package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChanges.Confirmation;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.address.AddressChanges} promises of wishes that were
 * replaced before anybody was told of them.
 */
public abstract class ReplacedWishesContract extends AddressSteps {

  @Test
  void a_wish_that_another_took_the_place_of_before_its_mail_is_remembered() {
    var first = wished(added(ADA), "one@example.com", "first");
    assertThat(changes().findReplaced(first.id())).isEmpty();
    var second = wished(ADA, "two@example.com", "second");
    var third = wished(ADA, "three@example.com", "third");

    assertThat(changes().findReplaced(first.id())).contains(first);
    assertThat(changes().findReplaced(second.id())).contains(second);
    assertThat(changes().findReplaced(third.id())).isEmpty();
    assertThat(changes().findOf(ADA.id())).contains(third);
  }

  @Test
  void it_gives_no_right_to_anything() {
    var first = wished(added(ADA), "one@example.com", "first");
    wished(ADA, "two@example.com", "second");

    assertThat(mint(first, "code")).isFalse();
    assertThat(confirm(first, "code")).isEqualTo(new Confirmation.Dead());
    assertThat(isFree(BOB, "one@example.com")).isTrue();
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
  }

  @Test
  void one_for_the_same_address_or_whose_code_was_sent_is_not() {
    var first = wished(added(ADA), "one@example.com", "first");
    var same = coded(ADA, "one@example.com", "code");
    wished(ADA, "two@example.com", "third");

    assertThat(changes().findReplaced(first.id())).isEmpty();
    assertThat(changes().findReplaced(same.id())).isEmpty();
  }

  @Test
  void a_wish_that_was_refused_replaces_none() {
    var first = wished(added(ADA), "one@example.com", "first");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(request(wish(ADA, "two@example.com", "second"), ADA)).isFalse();
    assertThat(changes().findReplaced(first.id())).isEmpty();
    assertThat(changes().find(first.id())).contains(first);
  }

  @Test
  void it_is_forgotten_once_it_would_be_over_and_not_a_moment_before() {
    var first = wished(added(ADA), "one@example.com", "first");
    wished(ADA, "two@example.com", "second");
    changes().purge(first.expiresAt());
    assertThat(changes().findReplaced(first.id())).contains(first);

    assertThat(changes().purge(first.expiresAt().plus(TICK))).isEqualTo(2);
    assertThat(changes().findReplaced(first.id())).isEmpty();
  }

  @Test
  void of_many_wishes_at_the_same_moment_on_two_nodes_one_stands_and_none_is_forgotten() {
    added(ADA);
    var other = anotherNode();
    for (var round = 0; round < 5; round++) {
      var prefix = "wish " + round + " ";
      var wishes =
          IntStream.range(0, Race.MANY)
              .mapToObj(n -> wish(ADA, "a" + n + "@example.com", prefix + n))
              .toList();

      Race.between(
          IntStream.range(0, Race.MANY)
              .mapToObj(n -> asked(n % 2 == 0 ? storage : other, wishes.get(n)))
              .toList());

      var standing = wishes.stream().filter(wish -> changes().find(wish.id()).isPresent());
      var replaced = wishes.stream().filter(wish -> changes().findReplaced(wish.id()).isPresent());
      assertThat(standing).hasSize(1);
      assertThat(replaced).hasSize(Race.MANY - 1);
      coded(ADA, "a0@example.com", prefix + "end");
    }
  }

  private static Callable<Boolean> asked(StoragePorts node, AddressChange wish) {
    return () -> node.unit().write(() -> node.addressChanges().request(wish, ADA.epoch()));
  }
}
