package dev.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.application.user.UpdateProfile;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JoinedUseCasesTest {

  /** Before you add one: what of it must stay when its caller rolls back? See decision 8. */
  @Test
  void nothing_joins_that_a_rollback_would_deprive_of_something() {
    assertThat(
            Arrays.stream(JoinedUseCases.class.getRecordComponents())
                .<Class<?>>map(RecordComponent::getType))
        .containsExactlyInAnyOrder(
            StartRegistration.class,
            ResendRegistrationCode.class,
            VerifyRegistration.class,
            CompleteRegistration.class,
            UpdateProfile.class,
            SuspendUser.class);
  }
}
