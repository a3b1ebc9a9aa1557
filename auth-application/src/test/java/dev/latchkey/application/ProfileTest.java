package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.application.user.UpdateProfile.Fault;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Requirement("S1-26")
class ProfileTest {
  private final House house = new House();
  private final UserId ada = house.signUp("ada@example.com").user().id();

  @Test
  void a_name_is_changed_and_taken_away() {
    var renamed = (UpdateProfile.Outcome.Updated) rename(ada, "Ada Lovelace");
    assertThat(renamed.user().name()).isEqualTo(new DisplayName("Ada Lovelace"));

    var nameless = (UpdateProfile.Outcome.Updated) rename(ada, null);
    assertThat(nameless.user().name()).isNull();
  }

  @Test
  void a_refused_name_changes_nothing() {
    assertThat(rename(ada, "a\u0000b"))
        .isEqualTo(new UpdateProfile.Outcome.Refused(Set.of(Fault.NAME_INVALID)));
    assertThat(house.auth.findUsers().byId(ada).orElseThrow().name())
        .isEqualTo(new DisplayName("Ada"));
  }

  @Test
  void a_language_is_kept_in_its_one_form_and_can_be_taken_away() {
    var updated = (UpdateProfile.Outcome.Updated) reading(ada, "PT-br");
    assertThat(updated.user().language()).isEqualTo(new Language("pt-BR"));
    assertThat(updated.user().name()).isEqualTo(new DisplayName("Ada"));

    var wordless = (UpdateProfile.Outcome.Updated) reading(ada, null);
    assertThat(wordless.user().language()).isNull();
  }

  @Test
  void what_is_no_language_changes_nothing() {
    reading(ada, "de");

    assertThat(reading(ada, "<script>"))
        .isEqualTo(new UpdateProfile.Outcome.Refused(Set.of(Fault.LANGUAGE_INVALID)));
    assertThat(house.auth.findUsers().byId(ada).orElseThrow().language())
        .isEqualTo(new Language("de"));
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    var command = new UpdateProfile.Command(ada, "a\u0000b", "x", CLIENT);

    assertThat(house.auth.updateProfile().handle(command))
        .isEqualTo(new UpdateProfile.Outcome.Refused(EnumSet.allOf(Fault.class)));
  }

  private UpdateProfile.Outcome reading(UserId user, @Nullable String language) {
    return house
        .auth
        .updateProfile()
        .handle(new UpdateProfile.Command(user, "Ada", language, CLIENT));
  }

  @Test
  void nobody_is_renamed_who_is_not_there() {
    assertThat(rename(new UserId(new UUID(1, 2)), "Eve"))
        .isEqualTo(new UpdateProfile.Outcome.UnknownUser());
  }

  private UpdateProfile.Outcome rename(UserId user, @Nullable String to) {
    return house.auth.updateProfile().handle(new UpdateProfile.Command(user, to, null, CLIENT));
  }
}
