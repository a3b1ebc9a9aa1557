package dev.latchkey.adapter.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.user.DisplayName;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelsTest {
  @Test
  void what_most_people_have_is_known_by_name() {
    assertThat(Models.load().all().values())
        .extracting(DisplayName::value)
        .contains(
            "Google Password Manager",
            "iCloud Keychain",
            "Windows Hello",
            "1Password",
            "Bitwarden",
            "Dashlane",
            "KeePassXC",
            "Proton Pass",
            "Samsung Pass",
            "YubiKey 5 NFC");
  }

  @Test
  void who_does_not_say_what_he_is_has_no_name() {
    assertThat(Models.load().name(new UUID(0, 0))).isEmpty();
  }
}
