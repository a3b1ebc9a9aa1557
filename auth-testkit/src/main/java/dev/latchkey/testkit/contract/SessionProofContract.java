package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Sessions.PresentedToken;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.session.Sessions.Reproof;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.session.Sessions} promises of showing anew whose session it
 * is.
 */
abstract class SessionProofContract extends SessionSteps {
  private static final SecretDigest FRESH = Secrets.digest("shown anew");

  @Test
  void a_new_proof_takes_the_place_of_the_one_before() {
    var session = opened();
    time.advance(Duration.ofHours(2));

    var shown = reauthenticate(session, ADA, 0).orElseThrow();

    assertThat(shown).isEqualTo(standing(session));
    assertThat(shown.session().login().at()).isEqualTo(now());
    assertThat(shown.session().login().methods()).containsExactly(AuthenticationMethod.PASSWORD);
    assertThat(shown.session().id()).isEqualTo(session.id());
    assertThat(shown.session().lifetime().expiresAt()).isEqualTo(session.lifetime().expiresAt());
    assertThat(shown.session().lifetime().idleExpiresAt()).isEqualTo(now().plus(IDLE));
  }

  @Test
  void the_new_token_is_renewed_as_any_other() {
    var session = opened();
    reauthenticate(session, ADA, 0);

    var renewed = renew(new PresentedToken(session.id(), 1, FRESH), "rotation-1");

    assertThat(renewed).isEqualTo(new Renewal.Renewed(standing(session)));
  }

  @Test
  void the_token_before_leads_nowhere_inside_the_grace() {
    var session = opened();
    reauthenticate(session, ADA, 0);
    time.advance(GRACE.minus(TICK));

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Refused());
    assertThat(isAlive(session)).isTrue();
  }

  @Test
  void the_token_before_is_reused_after_the_grace() {
    var session = opened();
    reauthenticate(session, ADA, 0);
    time.advance(GRACE);

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Reused(standing(session).session()));
  }

  @Test
  void a_session_that_was_renewed_meanwhile_is_left_as_it_is() {
    var session = opened();
    renew(session, 0);

    assertThat(reauthenticate(session, ADA, 0)).isEmpty();
    assertThat(reauthenticate(session, ADA, 1)).isPresent();
  }

  @Test
  void an_ended_or_expired_session_takes_no_proof() {
    var ended = opened();
    end(ended, ADA.id());
    var idle = opened(ADA);
    time.advance(IDLE);

    assertThat(reauthenticate(ended, ADA, 0)).isEmpty();
    assertThat(reauthenticate(idle, ADA, 0)).isEmpty();
  }

  @Test
  void a_session_takes_no_proof_of_another_user() {
    var session = opened();
    added(BOB);

    assertThat(reauthenticate(session, BOB, 0)).isEmpty();
  }

  @Test
  void a_proof_from_before_everything_ended_is_worth_nothing() {
    var session = opened();
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(reauthenticate(session, ADA, 0)).isEmpty();
  }

  @Test
  void a_disabled_user_proves_nothing() {
    var session = opened();
    inUnit(() -> storage.users().disable(ADA.id()));

    assertThat(reauthenticate(session, ADA, 0)).isEmpty();
  }

  @Test
  void of_many_proofs_at_once_one_takes_the_place() {
    for (var round = 0; round < ROUNDS; round++) {
      var session = round == 0 ? opened() : opened(ADA);

      var shown = Race.of(Race.MANY, () -> reauthenticate(session, ADA, 0));

      assertThat(shown).filteredOn(Optional::isPresent).hasSize(1);
    }
  }

  private Optional<Standing> reauthenticate(Session session, User user, int generation) {
    var proof =
        new Authentication(user.id(), user.epoch(), Set.of(AuthenticationMethod.PASSWORD), now());
    var reproof = new Reproof(session.id(), generation, proof, Secrets.key("rotation-1"), FRESH);
    return inUnit(() -> storage.sessions().reauthenticate(reproof, ASession.POLICY));
  }
}
