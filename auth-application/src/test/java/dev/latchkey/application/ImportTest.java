package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.user.ImportUsers;
import dev.latchkey.application.user.ImportUsers.Candidate;
import dev.latchkey.application.user.ImportUsers.Field;
import dev.latchkey.application.user.ImportUsers.Outcome;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.UserImported;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.memory.PlainTextHasher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportTest {
  private static final String ADA = "ada@example.com";
  private static final Instant LONG_AGO = Instant.parse("2019-03-01T12:00:00Z");
  private static final String HASH = PlainTextHasher.madeElsewhere(Secrets.PASSWORD).phc();
  private static final String OTHER_HASH =
      PlainTextHasher.madeElsewhere(Secrets.OTHER_PASSWORD).phc();

  private final House house = new House();

  @Test
  void somebody_who_was_imported_signs_in_with_his_old_password_and_gets_a_hash_of_ours() {
    var ada = imported(bring(somebody("Ada@Example.com")));

    assertThat(house.login(ADA, Secrets.OTHER_PASSWORD))
        .isEqualTo(new AuthenticateWithPassword.Outcome.Refused());
    assertThat(hashOf(ada)).isEqualTo(HASH);
    house.signIn(ADA);
    assertThat(hashOf(ada)).isNotEqualTo(HASH).startsWith("$plain$v=1$");
    house.signIn(ADA);
  }

  @Test
  void he_is_as_he_was_there_and_the_trail_says_where_he_is_from() {
    var ada = imported(bring(new Candidate(ADA, "Ada", "de", LONG_AGO, true, false, HASH)));

    var user = house.auth.findUsers().byId(ada).orElseThrow();
    assertThat(user.name()).isEqualTo(new DisplayName("Ada"));
    assertThat(user.language()).isEqualTo(new Language("de"));
    assertThat(user.createdAt()).isEqualTo(LONG_AGO);
    assertThat(user.isActive()).isTrue();
    assertThat(user.roles()).containsExactly(User.ROLE_USER);
    assertThat(trail(ada)).isEqualTo(List.of(new UserImported(ada, house.time.instant())));
  }

  @Test
  void no_mail_is_sent() {
    bring(somebody(ADA));
    house.storage.deliverAll();

    assertThat(house.notifier.sentTo(House.address(ADA))).isEmpty();
  }

  @Test
  void who_was_disabled_there_is_disabled_here() {
    bring(new Candidate(ADA, null, null, LONG_AGO, true, true, HASH));

    assertThat(house.login(ADA, Secrets.PASSWORD))
        .isEqualTo(new AuthenticateWithPassword.Outcome.Refused());
    assertThat(house.auth.findUsers().byEmail(ADA).orElseThrow().isActive()).isFalse();
  }

  @Test
  void bringing_somebody_again_changes_nothing() {
    var ada = imported(bring(somebody(ADA)));

    assertThat(bring(somebody("ADA@example.com"))).isEqualTo(new Outcome.AlreadyThere());
    assertThat(trail(ada)).hasSize(1);
  }

  @Test
  void whoever_has_the_address_already_is_never_overwritten() {
    house.signUp(ADA);
    var before = house.auth.findUsers().byEmail(ADA);

    var eve = new Candidate(ADA, "Eve", null, LONG_AGO, true, true, OTHER_HASH);
    assertThat(bring(eve)).isEqualTo(new Outcome.AddressTaken());
    assertThat(house.auth.findUsers().byEmail(ADA)).isEqualTo(before);
    assertThat(house.login(ADA, Secrets.OTHER_PASSWORD))
        .isEqualTo(new AuthenticateWithPassword.Outcome.Refused());
    house.signIn(ADA);
  }

  @Test
  void what_cannot_be_taken_is_refused_by_field_and_the_others_are_in() {
    var later = house.time.instant().plus(Duration.ofSeconds(1));
    var outcomes =
        bring(
            List.of(
                somebody("no address"),
                new Candidate("b@example.com", "a\0b", null, null, true, false, HASH),
                new Candidate("h@example.com", null, "{app}", null, true, false, HASH),
                new Candidate("c@example.com", null, null, later, true, false, HASH),
                new Candidate("d@example.com", null, null, Instant.MIN, true, false, HASH),
                new Candidate("e@example.com", null, null, null, false, false, HASH),
                new Candidate("f@example.com", null, null, null, true, false, "canary"),
                somebody("g@example.com")));

    assertThat(outcomes.subList(0, 7).stream().map(ImportTest::refusedField))
        .containsExactly(
            Field.EMAIL,
            Field.NAME,
            Field.LANGUAGE,
            Field.CREATED_AT,
            Field.CREATED_AT,
            Field.EMAIL_VERIFIED,
            Field.PASSWORD_HASH);
    assertThat(outcomes.toString()).doesNotContain("canary");
    assertThat(outcomes.get(7)).isInstanceOf(Outcome.Imported.class);
    assertThat(users()).containsOnlyKeys("g@example.com");
  }

  @Test
  void outcomes_come_in_the_order_of_the_candidates() {
    var addresses = List.of("c@example.com", "a@example.com", "b@example.com");

    var outcomes = bring(addresses.stream().map(ImportTest::somebody).toList());

    assertThat(outcomes.stream().map(outcome -> emailOf(imported(outcome))))
        .containsExactlyElementsOf(addresses);
  }

  @Test
  void one_address_twice_in_a_command_is_one_user() {
    assertThat(bring(List.of(somebody(ADA), somebody(ADA))))
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Outcome.Imported.class),
            second -> assertThat(second).isEqualTo(new Outcome.AlreadyThere()));
  }

  @Test
  void a_dry_run_tells_what_would_be_and_does_nothing() {
    house.signUp(ADA);
    bring(somebody("there@example.com"));
    var candidates =
        List.of(
            somebody("new@example.com"),
            somebody(ADA),
            somebody("there@example.com"),
            somebody("no address"));
    var before = users();

    var outcomes =
        house.auth.importUsers().handle(new ImportUsers.Command(candidates, true, CLIENT));

    assertThat(outcomes.subList(0, 3))
        .containsExactly(
            new Outcome.Importable(), new Outcome.AddressTaken(), new Outcome.AlreadyThere());
    assertThat(refusedField(outcomes.get(3))).isEqualTo(Field.EMAIL);
    assertThat(users()).isEqualTo(before);
  }

  @Test
  void imports_at_the_same_moment_make_one_user_of_each() {
    var there = IntStream.range(0, 50).mapToObj(i -> somebody("u" + i + "@example.com")).toList();
    var back = new ArrayList<>(there);
    Collections.reverse(back);

    Callable<List<Outcome>> forth = () -> bring(there);
    Callable<List<Outcome>> andBack = () -> bring(back);
    List<List<Outcome>> outcomes = Race.between(List.of(forth, andBack, forth));

    assertThat(outcomes.stream().flatMap(List::stream).filter(Outcome.Imported.class::isInstance))
        .hasSize(50);
    assertThat(users()).hasSize(50);
  }

  @Test
  void too_many_at_once_are_not_looked_at() {
    var many = Collections.nCopies(ImportUsers.MOST + 1, somebody(ADA));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImportUsers.Command(many, false, CLIENT));
  }

  @Test
  void everybody_is_exported_once_with_hashes_only_on_request() {
    var many =
        IntStream.range(0, 1234).mapToObj(i -> somebody("u%04d@example.com".formatted(i))).toList();
    for (var from = 0; from < many.size(); from += 500) {
      bring(many.subList(from, Math.min(from + 500, many.size())));
    }

    assertThat(users()).hasSize(1234).allSatisfy((email, hash) -> assertThat(hash).isEqualTo(HASH));
    var without = new ArrayList<@Nullable PasswordHash>();
    assertThat(house.auth.exportUsers().withoutHashes((user, hash) -> without.add(hash)))
        .isEqualTo(1234);
    assertThat(without).hasSize(1234).containsOnlyNulls();
  }

  private static Candidate somebody(String email) {
    return new Candidate(email, null, null, LONG_AGO, true, false, HASH);
  }

  private Outcome bring(Candidate candidate) {
    return bring(List.of(candidate)).get(0);
  }

  private List<Outcome> bring(List<Candidate> candidates) {
    return house.auth.importUsers().handle(new ImportUsers.Command(candidates, false, CLIENT));
  }

  private static UserId imported(Outcome outcome) {
    return ((Outcome.Imported) outcome).user();
  }

  private static Field refusedField(Outcome outcome) {
    return ((Outcome.Refused) outcome).field();
  }

  private List<? extends AuthEvent> trail(UserId user) {
    return house.trail(user.value());
  }

  private String emailOf(UserId user) {
    return house.auth.findUsers().byId(user).orElseThrow().email().value();
  }

  private String hashOf(UserId user) {
    return users().getOrDefault(emailOf(user), "");
  }

  /** Everybody's address and hash; empty when there is none. */
  private Map<String, String> users() {
    var all = new LinkedHashMap<String, String>();
    house
        .auth
        .exportUsers()
        .withHashes((user, hash) -> all.put(user.email().value(), hash == null ? "" : hash.phc()));
    return all;
  }
}
