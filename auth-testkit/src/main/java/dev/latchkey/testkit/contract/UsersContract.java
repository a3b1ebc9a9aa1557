package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users.Addition;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.user.Users} promises: here about adding, finding, changing
 * profiles and listing; what is inherited is about who may come in.
 */
public abstract class UsersContract extends UserStandingContract {
  private static final Language SERBIAN = new Language("sr-Latn-RS");

  @Test
  void a_user_who_was_added_is_found_by_id_and_by_address() {
    added(ADA);

    assertThat(storage.users().find(ADA.id())).contains(ADA);
    assertThat(storage.users().findByEmail(ADA.email())).contains(ADA);
  }

  @Test
  void a_user_without_a_name_comes_back_without_one() {
    var nameless = added(AUser.owning("nameless@example.com"));

    assertThat(storage.users().find(nameless.id())).contains(nameless);
  }

  @Test
  void a_user_with_several_roles_and_no_language_keeps_them_so() {
    var admin =
        new User(
            ADA.id(),
            ADA.email(),
            null,
            null,
            User.Status.ACTIVE,
            new User.Epoch(0),
            Set.of("user", "admin"),
            AUser.BORN);

    added(admin);

    assertThat(storage.users().find(admin.id())).contains(admin);
  }

  @Test
  void an_address_that_nobody_owns_and_an_unknown_id_find_nobody() {
    added(ADA);

    assertThat(storage.users().find(UNKNOWN)).isEmpty();
    assertThat(storage.users().findByEmail(EmailAddress.of("eve@example.com"))).isEmpty();
  }

  @Test
  void an_address_that_has_an_owner_is_taken() {
    added(ADA);

    assertThat(inUnit(() -> storage.users().add(rival("first")))).isEqualTo(new Addition.Taken());
    assertThat(storage.users().findByEmail(ADA.email())).contains(ADA);
    assertThat(storage.users().find(rival("first").id())).isEmpty();
  }

  @Test
  void the_unit_goes_on_after_an_address_was_taken() {
    added(ADA);
    var bob = AUser.owning("bob@example.com");

    doInUnit(
        () -> {
          storage.users().add(rival("first"));
          assertThat(storage.users().findByEmail(ADA.email())).contains(ADA);
          storage.users().add(bob);
        });

    assertThat(storage.users().find(bob.id())).contains(bob);
  }

  @Test
  void of_many_who_add_one_address_at_the_same_moment_exactly_one_is_added() {
    var rivals = new ArrayList<User>();
    IntStream.range(0, Race.MANY).forEach(n -> rivals.add(rival("rival " + n)));

    var additions =
        Race.between(
            rivals.stream().map(user -> (Callable<Addition>) () -> addedOrNot(user)).toList());

    assertThat(additions).filteredOn(Addition.Added.class::isInstance).hasSize(1);
    assertThat(additions).filteredOn(Addition.Taken.class::isInstance).hasSize(Race.MANY - 1);
    var winner = rivals.get(indexOfAdded(additions));
    assertThat(storage.users().findByEmail(ADA.email())).contains(winner);
  }

  @Test
  void the_units_of_all_who_lost_the_race_for_an_address_go_on() {
    var answers =
        Race.of(
            Race.MANY,
            () ->
                inUnit(
                    () -> {
                      storage.users().add(AUser.withId(ids.next(), ADA.email().value()));
                      var own = ids.next();
                      return storage.users().add(AUser.withId(own, own + "@example.com"));
                    }));

    assertThat(answers).hasOnlyElementsOfType(Addition.Added.class);
  }

  @Test
  void changing_the_profile_answers_the_user_as_it_is_now() {
    added(ADA);
    var countess = new DisplayName("Countess of Lovelace");

    var changed = inUnit(() -> storage.users().changeProfile(ADA.id(), countess, SERBIAN));

    assertThat(changed).contains(described(countess, SERBIAN));
    assertThat(storage.users().find(ADA.id())).isEqualTo(changed);
  }

  @Test
  void a_name_and_a_language_can_be_taken_away() {
    added(ADA);

    assertThat(inUnit(() -> storage.users().changeProfile(ADA.id(), null, null)))
        .contains(described(null, null));
    assertThat(storage.users().find(ADA.id())).contains(described(null, null));
  }

  @Test
  void changing_the_profile_of_an_unknown_user_answers_nobody() {
    assertThat(inUnit(() -> storage.users().changeProfile(UNKNOWN, new DisplayName("Eve"), null)))
        .isEmpty();
  }

  @Test
  void users_are_listed_in_the_order_of_their_ids() {
    var all = IntStream.range(0, 5).mapToObj(this::numbered).toList();
    List.of(3, 0, 4, 1, 2).forEach(n -> added(all.get(n)));

    var page = storage.users().list(null, 10);

    assertThat(page.items()).containsExactlyElementsOf(all);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void a_list_is_read_page_by_page_and_each_user_comes_once() {
    var all = IntStream.range(0, 5).mapToObj(this::numbered).toList();
    all.forEach(this::added);

    assertThat(everyPage(2)).containsExactlyElementsOf(all);
    assertThat(everyPage(1)).containsExactlyElementsOf(all);
    assertThat(everyPage(5)).containsExactlyElementsOf(all);
  }

  @Test
  void a_page_has_no_more_users_than_asked_for() {
    IntStream.range(0, 3).mapToObj(this::numbered).forEach(this::added);

    var page = storage.users().list(null, 2);

    assertThat(page.items()).hasSize(2);
    assertThat(page.next()).contains(page.items().get(1).id().value());
  }

  @Test
  void the_last_page_says_that_there_is_no_more() {
    IntStream.range(0, 2).mapToObj(this::numbered).forEach(this::added);

    assertThat(storage.users().list(null, 2).next()).isEmpty();
  }

  @Test
  void nobody_is_listed_where_nobody_is() {
    var page = storage.users().list(null, 10);

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  private List<User> everyPage(int size) {
    var seen = new ArrayList<User>();
    @Nullable UUID after = null;
    do {
      var page = storage.users().list(after == null ? null : new UserId(after), size);
      seen.addAll(page.items());
      after = page.next().orElse(null);
    } while (after != null);
    return seen;
  }

  private User numbered(int number) {
    return AUser.withId(ids.next(), "user-" + number + "@example.com");
  }

  private Addition addedOrNot(User user) {
    return inUnit(() -> storage.users().add(user));
  }

  private static int indexOfAdded(List<Addition> additions) {
    return IntStream.range(0, additions.size())
        .filter(n -> additions.get(n) instanceof Addition.Added)
        .findFirst()
        .orElseThrow();
  }

  private static User rival(String name) {
    return AUser.withId(NamedIds.of(name), ADA.email().value());
  }

  private static User described(@Nullable DisplayName name, @Nullable Language language) {
    return new User(
        ADA.id(),
        ADA.email(),
        name,
        language,
        ADA.status(),
        ADA.epoch(),
        ADA.roles(),
        ADA.createdAt());
  }
}
