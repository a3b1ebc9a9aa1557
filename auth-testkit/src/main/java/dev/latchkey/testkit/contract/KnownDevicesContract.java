package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.device.KnownDevices} promises. */
public abstract class KnownDevicesContract extends StorageContract {
  private static final User ADA = AUser.named("Ada", "ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");
  private static final KnownDevice LAPTOP = device("laptop");
  private static final KnownDevice PHONE = device("phone");
  private static final int MANY = 10;

  private static KnownDevice device(String name) {
    return new KnownDevice(new DeviceId(NamedIds.of(name)), new DeviceToken(Secrets.token(name)));
  }

  @Test
  void a_device_is_recognised_by_what_it_keeps() {
    add(added(ADA), LAPTOP);

    assertThat(recognise(ADA, LAPTOP)).contains(LAPTOP);
    assertThat(recognise(ADA, PHONE, LAPTOP)).contains(LAPTOP);
    assertThat(recognise(ADA, PHONE)).isEmpty();
    assertThat(recognise(ADA)).isEmpty();
  }

  @Test
  void a_device_of_one_user_is_a_stranger_to_another() {
    add(added(ADA), LAPTOP);
    added(BOB);

    assertThat(recognise(BOB, LAPTOP)).isEmpty();
  }

  @Test
  void nobody_has_devices_who_does_not_exist() {
    var nobody = new UserId(NamedIds.of("nobody"));

    assertThat(storage.devices().recognise(nobody, List.of(LAPTOP.token()), Instant.EPOCH))
        .isEmpty();
  }

  @Test
  void a_device_that_was_not_seen_for_too_long_is_a_stranger() {
    add(added(ADA), LAPTOP);
    var lastSeen = now();

    assertThat(recognise(ADA, lastSeen.minusSeconds(1), LAPTOP)).contains(LAPTOP);
    assertThat(recognise(ADA, lastSeen, LAPTOP)).isEmpty();
  }

  @Test
  void seeing_a_device_again_keeps_it() {
    add(added(ADA), LAPTOP);
    var first = now();
    time.advance(Duration.ofDays(1));

    assertThat(seen(ADA, LAPTOP)).isTrue();

    assertThat(recognise(ADA, first, LAPTOP)).contains(LAPTOP);
  }

  @Test
  void what_is_not_his_device_is_not_seen() {
    add(added(ADA), LAPTOP);
    added(BOB);

    assertThat(seen(BOB, LAPTOP)).isFalse();
    assertThat(seen(ADA, PHONE)).isFalse();
  }

  @Test
  void of_too_many_devices_those_go_first_that_never_came_back() {
    added(ADA);
    add(ADA, LAPTOP, 3);
    time.advance(Duration.ofDays(1));
    seen(ADA, LAPTOP);
    for (var n = 0; n < MANY; n++) {
      time.advance(Duration.ofDays(1));
      add(ADA, device("script " + n), 3);
    }

    assertThat(recognise(ADA, LAPTOP)).contains(LAPTOP);
    assertThat(recognise(ADA, device("script 9"))).isPresent();
    assertThat(recognise(ADA, device("script 8"))).isPresent();
    assertThat(recognise(ADA, device("script 7"))).isEmpty();
  }

  @Test
  void the_devices_of_one_user_displace_none_of_another() {
    added(ADA);
    add(added(BOB), PHONE, 1);

    add(ADA, LAPTOP, 1);

    assertThat(recognise(BOB, PHONE)).contains(PHONE);
  }

  @Test
  void forgetting_makes_strangers_of_all_devices_of_the_user() {
    add(added(ADA), LAPTOP);
    add(ADA, PHONE, MANY);
    add(added(BOB), device("bob's"));

    assertThat(inUnit(() -> storage.devices().forgetAll(ADA.id()))).isEqualTo(2);

    assertThat(recognise(ADA, LAPTOP, PHONE)).isEmpty();
    assertThat(recognise(BOB, device("bob's"))).isPresent();
    assertThat(seen(ADA, LAPTOP)).isFalse();
  }

  @Test
  void purging_forgets_what_was_not_seen_since() {
    add(added(ADA), LAPTOP);
    time.advance(Duration.ofDays(1));
    add(ADA, PHONE, MANY);

    assertThat(storage.devices().purge(now())).isEqualTo(1);

    assertThat(recognise(ADA, LAPTOP)).isEmpty();
    assertThat(recognise(ADA, PHONE)).contains(PHONE);
  }

  @Test
  void a_device_is_as_known_on_every_node() {
    add(added(ADA), LAPTOP);

    assertThat(
            anotherNode()
                .devices()
                .recognise(ADA.id(), List.of(LAPTOP.token()), now().minusSeconds(1)))
        .contains(LAPTOP);
  }

  @Test
  void what_was_remembered_in_a_unit_that_failed_is_a_stranger() {
    added(ADA);

    undone(() -> storage.devices().add(ADA.id(), LAPTOP, MANY, now()));

    assertThat(recognise(ADA, LAPTOP)).isEmpty();
  }

  private void add(User user, KnownDevice device) {
    add(user, device, MANY);
  }

  private void add(User user, KnownDevice device, int limit) {
    doInUnit(() -> storage.devices().add(user.id(), device, limit, now()));
  }

  private boolean seen(User user, KnownDevice device) {
    return inUnit(() -> storage.devices().seen(user.id(), device.id(), now()));
  }

  private Optional<KnownDevice> recognise(User user, KnownDevice... shown) {
    return recognise(user, now().minus(Duration.ofDays(365)), shown);
  }

  private Optional<KnownDevice> recognise(User user, Instant seenAfter, KnownDevice... shown) {
    var tokens = List.of(shown).stream().map(KnownDevice::token).toList();
    return storage.devices().recognise(user.id(), tokens, seenAfter);
  }
}
