package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.leaving.PersonalData.Category;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract about reading what is known of a person. */
abstract class PersonalReadingContract extends PersonalDataSteps {
  @Test
  void the_profile_is_what_the_user_said_and_is() {
    everythingAbout(ADA);

    assertThat(one(ADA, Category.PROFILE))
        .containsEntry("id", ADA.id().value())
        .containsEntry("email", "ada@example.com")
        .containsEntry("name", "Ada")
        .containsEntry("status", "active")
        .containsEntry("roles", List.of("user"))
        .containsEntry("created_at", AUser.BORN);
  }

  @Test
  void a_password_is_told_of_and_not_told() {
    everythingAbout(ADA);

    assertThat(one(ADA, Category.CREDENTIALS)).containsEntry("kind", "password");
    assertThat(everything(ADA)).noneMatch(record -> record.toString().contains(Secrets.CANARY));
  }

  @Test
  void passkeys_are_told_with_their_names_and_times_and_not_their_keys() {
    everythingAbout(ADA);

    assertThat(passkeys("passkey"))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("name", "ada@example.com")
                    .containsEntry("added_at", now())
                    .containsEntry("transports", List.of("hybrid", "internal"))
                    .containsEntry("backup_eligible", true)
                    .containsEntry("backed_up", false)
                    .containsEntry("signatures", 0L)
                    .doesNotContainKeys("last_used_at", "removed_at"));
    assertThat(everything(ADA).toString())
        .doesNotContain("credential ada", APasskey.id("ada@example.com").toString());
  }

  @Test
  void a_removed_passkey_is_told_without_its_name() {
    everythingAbout(ADA);
    var passkey = storage.passkeys().list(ADA.id()).getFirst();
    inUnit(() -> storage.passkeys().remove(ADA.id(), passkey.id(), now().plusSeconds(5)));

    assertThat(passkeys("passkey"))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("id", passkey.id().value())
                    .containsEntry("removed_at", now().plusSeconds(5))
                    .doesNotContainKeys("name", "transports"));
  }

  @Test
  void a_ceremony_is_told_until_it_is_over() {
    everythingAbout(ADA);
    assertThat(passkeys("ceremony"))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("expires_at", now().plus(PasskeyPolicy.standard().patience())));

    storage.ceremonies().purge(now().plus(Duration.ofHours(1)));

    assertThat(passkeys("ceremony")).isEmpty();
  }

  @Test
  void sessions_are_told_with_their_times_and_origins_ended_ones_too() {
    everythingAbout(ADA);
    var session = ASession.of(ADA, NamedIds.of("another"), now());
    inUnit(() -> storage.sessions().open(session, ADA.epoch()));
    inUnit(() -> storage.sessions().end(session.id(), ADA.id(), now().plusSeconds(5)));

    assertThat(facts(ADA, Category.SESSIONS)).hasSize(2);
    assertThat(facts(ADA, Category.SESSIONS))
        .filteredOn(facts -> session.id().value().equals(facts.get("id")))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("login_at", now())
                    .containsEntry("ended_at", now().plusSeconds(5))
                    .containsEntry("amr", List.of("pwd"))
                    .containsEntry("acr", "aal1")
                    .containsEntry("ip", ASession.CLIENT.address())
                    .containsEntry("user_agent", ASession.CLIENT.userAgent())
                    .containsEntry("client_hints", ASession.CLIENT.hints().fields())
                    .containsEntry("renewals", 0));
  }

  @Test
  void known_devices_are_told_with_where_they_were_seen_last() {
    everythingAbout(ADA);
    var laptop =
        new KnownDevice(
            new DeviceId(NamedIds.of("laptop")), new DeviceToken(Secrets.token("laptop")));
    doInUnit(() -> storage.devices().add(ADA.id(), laptop, ASession.CLIENT, 5, now()));

    assertThat(facts(ADA, Category.DEVICES))
        .filteredOn(facts -> laptop.id().value().equals(facts.get("id")))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("first_seen_at", now())
                    .containsEntry("last_seen_at", now())
                    .containsEntry("ip", ASession.CLIENT.address())
                    .containsEntry("user_agent", ASession.CLIENT.userAgent())
                    .containsEntry("client_hints", ASession.CLIENT.hints().fields()));
  }

  @Test
  void every_attempt_to_register_the_address_is_told() {
    everythingAbout(ADA);
    var another = ARegistration.withPassword(NamedIds.of("another"), "ada@example.com", now());
    doInUnit(() -> storage.registrations().add(another));

    assertThat(facts(ADA, Category.REGISTRATIONS))
        .hasSize(2)
        .allSatisfy(facts -> assertThat(facts).containsEntry("email", "ada@example.com"))
        .anySatisfy(
            facts ->
                assertThat(facts)
                    .containsEntry("id", another.id().value())
                    .containsEntry("name", "Ada")
                    .containsEntry("has_password", true)
                    .containsEntry("started_at", now()));
  }

  @Test
  void what_is_counted_under_the_address_is_told() {
    everythingAbout(ADA);

    assertThat(one(ADA, Category.ATTEMPT_COUNTERS))
        .containsEntry("name", "guesses")
        .containsEntry("uses", List.of(now()));
  }

  @Test
  void a_pending_deletion_is_told() {
    everythingAbout(ADA);

    assertThat(one(ADA, Category.DELETION))
        .containsEntry("requested_at", now())
        .containsEntry("delete_at", now().plus(Duration.ofDays(7)))
        .containsEntry("undo_mail_prepared", false);
  }

  @Test
  void the_trail_is_told_with_the_registration_that_the_user_came_from() {
    everythingAbout(ADA);

    assertThat(facts(ADA, Category.AUDIT_TRAIL)).hasSize(4);
    assertThat(facts(ADA, Category.AUDIT_TRAIL))
        .allSatisfy(
            facts ->
                assertThat(facts)
                    .containsEntry("at", now())
                    .containsEntry("ip", ASession.CLIENT.address())
                    .containsEntry("user_agent", ASession.CLIENT.userAgent())
                    .containsEntry("request_id", ASession.CLIENT.requestId())
                    .hasEntrySatisfying(
                        "event",
                        event ->
                            assertThat((Map<?, ?>) event)
                                .isNotEmpty()
                                .anySatisfy(
                                    (name, value) ->
                                        assertThat(value).isEqualTo(now().toString()))));
  }

  @Test
  void nothing_about_others_is_told() {
    everythingAbout(ADA);
    everythingAbout(BOB);

    assertThat(everything(ADA).toString())
        .doesNotContain("bob@example.com", "Bob", BOB.id().value().toString());
    assertThat(everything(BOB).toString())
        .doesNotContain("ada@example.com", "Ada", ADA.id().value().toString());
  }

  @Test
  void about_somebody_who_is_not_there_nothing_is_told() {
    everythingAbout(BOB);

    assertThat(everything(ADA)).isEmpty();
  }

  @Test
  void a_long_category_is_read_in_pages_that_leave_nothing_out() {
    added(ADA);
    var ids =
        IntStream.range(0, 25)
            .mapToObj(
                n -> {
                  time.advance(Duration.ofSeconds(1));
                  return append(new UserCreated(ADA.id(), now()));
                })
            .toList();

    for (var limit : List.of(1, 7, 25, 100)) {
      assertThat(paged(ADA, Category.AUDIT_TRAIL, limit).map(record -> record.facts().get("id")))
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @Test
  void keys_are_in_order_and_none_comes_twice() {
    everythingAbout(ADA);

    for (var category : Category.values()) {
      var keys = paged(ADA, category, 1).map(PersonalRecord::key).toList();
      assertThat(keys).isSorted().doesNotHaveDuplicates();
    }
  }
}
