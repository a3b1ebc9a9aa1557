package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.requirement.Requirement;
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
    assertThat(rename(ada, "a\u0000b")).isEqualTo(new UpdateProfile.Outcome.NameRefused());
    assertThat(house.auth.findUsers().byId(ada).orElseThrow().name())
        .isEqualTo(new DisplayName("Ada"));
  }

  @Test
  void nobody_is_renamed_who_is_not_there() {
    assertThat(rename(new UserId(new UUID(1, 2)), "Eve"))
        .isEqualTo(new UpdateProfile.Outcome.UnknownUser());
  }

  private UpdateProfile.Outcome rename(UserId user, @Nullable String to) {
    return house.auth.updateProfile().handle(new UpdateProfile.Command(user, to, CLIENT));
  }
}
