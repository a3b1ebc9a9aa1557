package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.device.KnownDevices.SeenDevice;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.device.KnownDevices} promises. */
public abstract class KnownDevicesContract extends StorageContract {
  private static final User ADA = AUser.named("Ada", "ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");
  private static final KnownDevice LAPTOP = device("laptop");
  private static final KnownDevice PHONE = device("phone");
  private static final int MANY = 10;
  private static final ClientContext HOME =
      new ClientContext(
          "203.0.113.7",
          "Browser/1.0 \"quoted\" ü",
          "request-1",
          new ClientHints(Map.of("sec-ch-ua-platform", "\"Linux\"", "sec-ch-ua-mobile", "?0")));
  private static final ClientContext CAFE = new ClientContext("2001:db8::7", null, "request-2");

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
  void a_user_sees_his_devices_and_where_they_were_seen_last() {
    add(added(ADA), LAPTOP);
    var first = now();
    time.advance(Duration.ofDays(1));
    add(ADA, PHONE, MANY);
    time.advance(Duration.ofDays(1));
    seen(ADA, LAPTOP);
    add(added(BOB), device("bob's"));

    assertThat(storage.devices().list(ADA.id(), Instant.EPOCH))
        .containsExactly(
            new SeenDevice(LAPTOP.id(), first, now(), kept(CAFE)),
            new SeenDevice(
                PHONE.id(),
                now().minus(Duration.ofDays(1)),
                now().minus(Duration.ofDays(1)),
                kept(HOME)));
  }

  @Test
  void a_device_that_was_not_seen_for_too_long_is_not_in_the_list() {
    add(added(ADA), LAPTOP);

    assertThat(storage.devices().list(ADA.id(), now())).isEmpty();
    assertThat(storage.devices().list(ADA.id(), now().minusSeconds(1))).hasSize(1);
  }

  @Test
  void a_device_that_says_nothing_is_in_the_list() {
    added(ADA);
    doInUnit(() -> storage.devices().add(ADA.id(), LAPTOP, nobody(), MANY, now()));

    assertThat(storage.devices().list(ADA.id(), Instant.EPOCH))
        .containsExactly(new SeenDevice(LAPTOP.id(), now(), now(), nobody()));
  }

  @Test
  void forgetting_one_makes_a_stranger_of_that_one() {
    add(added(ADA), LAPTOP);
    add(ADA, PHONE, MANY);

    assertThat(forget(ADA, LAPTOP)).isTrue();

    assertThat(recognise(ADA, LAPTOP)).isEmpty();
    assertThat(seen(ADA, LAPTOP)).isFalse();
    assertThat(storage.devices().list(ADA.id(), Instant.EPOCH))
        .extracting(SeenDevice::id)
        .containsExactly(PHONE.id());
    assertThat(forget(ADA, LAPTOP)).isFalse();
  }

  @Test
  void nobody_forgets_the_device_of_another() {
    add(added(ADA), LAPTOP);
    added(BOB);

    assertThat(forget(BOB, LAPTOP)).isFalse();
    assertThat(forget(BOB, PHONE)).isFalse();
    assertThat(recognise(ADA, LAPTOP)).contains(LAPTOP);
  }

  @Test
  void of_sixteen_who_forget_a_device_at_once_one_did() {
    add(added(ADA), LAPTOP);

    assertThat(Race.of(Race.MANY, () -> forget(ADA, LAPTOP))).containsOnlyOnce(true);
  }

  @Test
  void what_was_forgotten_in_a_unit_that_failed_is_still_known() {
    add(added(ADA), LAPTOP);

    undone(() -> storage.devices().forget(ADA.id(), LAPTOP.id()));

    assertThat(recognise(ADA, LAPTOP)).contains(LAPTOP);
  }

  private boolean forget(User user, KnownDevice device) {
    return inUnit(() -> storage.devices().forget(user.id(), device.id()));
  }

  private static ClientContext kept(ClientContext client) {
    return new ClientContext(client.address(), client.userAgent(), null, client.hints());
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

    undone(() -> storage.devices().add(ADA.id(), LAPTOP, HOME, MANY, now()));

    assertThat(recognise(ADA, LAPTOP)).isEmpty();
  }

  private void add(User user, KnownDevice device) {
    add(user, device, MANY);
  }

  private void add(User user, KnownDevice device, int limit) {
    doInUnit(() -> storage.devices().add(user.id(), device, HOME, limit, now()));
  }

  private boolean seen(User user, KnownDevice device) {
    return inUnit(() -> storage.devices().seen(user.id(), device.id(), CAFE, now()));
  }

  private Optional<KnownDevice> recognise(User user, KnownDevice... shown) {
    return recognise(user, now().minus(Duration.ofDays(365)), shown);
  }

  private Optional<KnownDevice> recognise(User user, Instant seenAfter, KnownDevice... shown) {
    var tokens = List.of(shown).stream().map(KnownDevice::token).toList();
    return storage.devices().recognise(user.id(), tokens, seenAfter);
  }
}
