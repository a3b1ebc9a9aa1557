package dev.latchkey.bootstrap.journeys;

import static dev.latchkey.bootstrap.journeys.PasskeyServer.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.passkey.PasskeyEvent.CeremonyRefused;
import dev.latchkey.domain.passkey.PasskeyEvent.CounterWentBack;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A life with passkeys and no password, on a real database. */
class PasskeyJourneyTest {
  private static final String PASSKEYS = "/api/v1/auth/passkeys";
  private static final String SIGN_UP = "/api/v1/auth/register/passkey";
  private static final String REAUTHENTICATE = "/api/v1/auth/reauthenticate";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROUNDS = 5;
  private static int people;

  @AutoClose private static final PasskeyServer SERVER = PasskeyServer.start();
  private static final Api API = new Api(SERVER.uri());

  private final int number = ++people;
  private final String ada = "ada" + number + "@example.com";
  private final SoftwareAuthenticator phone = SoftwareAuthenticator.synced(1000L * number);
  private final SoftwareAuthenticator key = SoftwareAuthenticator.securityKey(1000L * number + 1);

  @Test
  @Requirement({"S0-08", "S0-09"})
  void from_the_address_to_the_second_passkey_without_any_password() {
    var born = signUp(ada, phone);
    assertThat(born.status()).as(born.body().toString()).isEqualTo(201);
    assertThat(API.login(ada, "a password").text("code")).isEqualTo("invalid_credentials");

    var tokens = login(phone);
    assertThat(tokens.status()).as(tokens.body().toString()).isEqualTo(200);
    var me = API.me(tokens.text("access_token")).body();
    assertThat(me.path("email").asText()).isEqualTo(ada);
    assertThat(me.path("acr").asText()).isEqualTo("aal2");

    var access = tokens.text("access_token");
    assertThat(add(access, key).status()).isEqualTo(201);
    var both = API.get(PASSKEYS, access).body();
    assertThat(both.path("items")).hasSize(2);
    assertThat(both.path("signal").path("accepted_credential_ids")).hasSize(2);
    var first = both.path("items").path(0).path("id").asText();
    assertThat(API.delete(PASSKEYS + "/" + first, access).status()).isEqualTo(204);
    assertThat(login(phone).text("code")).isEqualTo("unknown_credential");
    assertThat(login(key).status()).isEqualTo(200);
    var last = both.path("items").path(1).path("id").asText();
    assertThat(API.delete(PASSKEYS + "/" + last, access).text("code")).isEqualTo("last_way_in");
  }

  @Test
  void showing_it_anew_renews_the_session_and_a_typed_address_is_bound() {
    var born = signUp(ada, phone);
    var access = born.text("access_token");
    var options = API.post(REAUTHENTICATE + "/options", Api.object(), access);
    var shown = API.post(REAUTHENTICATE, answer(options, get(phone, options)), access);
    assertThat(shown.status()).as(shown.body().toString()).isEqualTo(200);
    assertThat(shown.text("session_id")).isEqualTo(born.text("session_id"));
    var spent =
        API.post("/api/v1/auth/refresh", Api.object("refresh_token", born.text("refresh_token")));
    assertThat(spent.text("code")).isEqualTo("invalid_grant");

    signUp("b" + ada, key);
    var typed = API.post(PASSKEYS + "/authentication-options", Api.object("email", "b" + ada));
    assertThat(finishLogin(typed, get(phone, typed)).text("code")).isEqualTo("invalid_credentials");
    assertThat(reasons(born)).containsExactly(Reason.OTHER_USER);
  }

  @Test
  void a_count_that_went_back_is_refused_and_on_the_trail() {
    var born = signUp(ada, key);
    assertThat(login(key).status()).isEqualTo(200);

    assertThat(login(key, Lie.COUNTER_BACK).text("code")).isEqualTo("invalid_credentials");

    assertThat(trail(born)).anyMatch(entry -> entry.event() instanceof CounterWentBack);
    assertThat(login(key).status()).isEqualTo(200);
  }

  @Test
  void the_same_answer_from_many_devices_at_once_signs_one_in() {
    signUp(ada, phone);
    for (var round = 0; round < ROUNDS; round++) {
      var options = loginOptions();
      var shown = get(phone, options);

      var statuses = Race.of(Race.MANY, () -> finishLogin(options, shown).status());

      assertThat(statuses).containsOnlyOnce(200);
      assertThat(statuses).filteredOn(status -> status == 401).hasSize(Race.MANY - 1);
    }
  }

  @Test
  void of_two_who_sign_up_with_the_same_credential_at_once_one_has_an_account() {
    for (var round = 0; round < ROUNDS; round++) {
      var copied = SoftwareAuthenticator.synced(1000L * number + 10 + round);
      var one = proven("one" + round + ada);
      var other = proven("other" + round + ada);
      var first = API.post(SIGN_UP + "/options", one);
      var second = API.post(SIGN_UP + "/options", other);
      var made = create(copied, first);
      var same = create(copied, second, Lie.ID_AGAIN);
      Callable<Integer> honest = () -> API.post(SIGN_UP, merged(one, answer(first, made))).status();
      Callable<Integer> thief =
          () -> API.post(SIGN_UP, merged(other, answer(second, same))).status();

      var statuses = Race.between(List.of(honest, thief));

      assertThat(statuses).containsExactlyInAnyOrder(201, 409);
      // Whoever lost goes on with another passkey: nothing of his was spent.
      var loser = statuses.get(0) == 409 ? one : other;
      assertThat(signUp(loser, SoftwareAuthenticator.synced(1000L * number + 50 + round)).status())
          .isEqualTo(201);
    }
  }

  @Test
  void of_two_removals_at_once_one_way_in_is_left() {
    for (var round = 0; round < ROUNDS; round++) {
      var one = SoftwareAuthenticator.synced(1000L * number + 10 + round);
      var other = SoftwareAuthenticator.synced(1000L * number + 50 + round);
      var access = signUp(round + ada, one).text("access_token");
      assertThat(add(access, other).status()).isEqualTo(201);
      var items = API.get(PASSKEYS, access).body().path("items");
      var removals =
          Stream.of(0, 1)
              .map(n -> PASSKEYS + "/" + items.path(n).path("id").asText())
              .map(path -> (Callable<Integer>) () -> API.delete(path, access).status())
              .toList();

      var statuses = Race.between(removals);

      assertThat(statuses).containsExactlyInAnyOrder(204, 409);
      assertThat(API.get(PASSKEYS, access).body().path("items")).hasSize(1);
    }
  }

  @Test
  void sign_ins_and_a_removal_at_once_leave_nobody_waiting_and_no_stranger_in() {
    for (var round = 0; round < ROUNDS; round++) {
      var one = SoftwareAuthenticator.synced(1000L * number + 10 + round);
      var other = SoftwareAuthenticator.synced(1000L * number + 50 + round);
      var access = signUp(round + ada, one).text("access_token");
      add(access, other);
      var id = API.get(PASSKEYS, access).body().path("items").path(0).path("id").asText();
      var callers =
          Stream.concat(
                  Stream.<Callable<Integer>>of(
                      () -> API.delete(PASSKEYS + "/" + id, access).status()),
                  Stream.generate(this::loginOptions)
                      .limit(6)
                      .map(
                          options -> {
                            var shown = get(one, options);
                            return (Callable<Integer>) () -> finishLogin(options, shown).status();
                          }))
              .toList();

      var statuses = Race.between(callers);

      assertThat(statuses.getFirst()).isEqualTo(204);
      assertThat(statuses).allMatch(List.of(200, 204, 401)::contains);
      assertThat(login(one).text("code")).isEqualTo("unknown_credential");
    }
  }

  private ObjectNode proven(String email) {
    var started = API.post("/api/v1/auth/register", Api.object("email", email));
    var id = started.text("registration_id");
    var proven = API.verify(id, SERVER.awaitCode(email));
    assertThat(proven.body().path("next").toString()).isEqualTo("[\"passkey\",\"password\"]");
    return Api.object("registration_id", id, "continuation", proven.text("continuation"));
  }

  private Answer signUp(String email, SoftwareAuthenticator authenticator) {
    return signUp(proven(email), authenticator);
  }

  private Answer signUp(ObjectNode proven, SoftwareAuthenticator authenticator) {
    var options = API.post(SIGN_UP + "/options", proven);
    return API.post(SIGN_UP, merged(proven, answer(options, create(authenticator, options))));
  }

  private Answer loginOptions() {
    return API.post(PASSKEYS + "/authentication-options", Api.object());
  }

  private Answer login(SoftwareAuthenticator authenticator, Lie... lies) {
    var options = loginOptions();
    return finishLogin(options, get(authenticator, options, lies));
  }

  private static Answer finishLogin(Answer options, String shown) {
    return API.post(PASSKEYS + "/authenticate", answer(options, shown));
  }

  private static Answer add(String access, SoftwareAuthenticator authenticator) {
    var options = API.post(PASSKEYS + "/registration-options", Api.object(), access);
    return API.post(PASSKEYS, answer(options, create(authenticator, options)), access);
  }

  private static String create(SoftwareAuthenticator authenticator, Answer options, Lie... lies) {
    return authenticator.create(options.body().path("public_key").toString(), ORIGIN, lies);
  }

  private static String get(SoftwareAuthenticator authenticator, Answer options, Lie... lies) {
    return authenticator.get(options.body().path("public_key").toString(), ORIGIN, lies);
  }

  private static ObjectNode answer(Answer options, String credential) {
    try {
      var body = Api.object("ceremony_id", options.text("ceremony_id"));
      body.set("credential", JSON.readTree(credential));
      return body;
    } catch (JsonProcessingException authenticatorsWriteJson) {
      throw new AssertionError(authenticatorsWriteJson);
    }
  }

  private static ObjectNode merged(ObjectNode one, ObjectNode other) {
    var all = one.deepCopy();
    all.setAll(other);
    return all;
  }

  private static List<AuditEntry> trail(Answer tokens) {
    var user = UUID.fromString(tokens.body().path("user").path("id").asText());
    return SERVER.storage().auditTrail().about(user, 100);
  }

  private static List<Reason> reasons(Answer tokens) {
    return trail(tokens).stream()
        .map(AuditEntry::event)
        .filter(CeremonyRefused.class::isInstance)
        .map(event -> ((CeremonyRefused) event).reason())
        .toList();
  }
}
