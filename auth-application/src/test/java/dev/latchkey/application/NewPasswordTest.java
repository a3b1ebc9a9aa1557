package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.application.credential.JudgePassword;
import dev.latchkey.application.credential.WeighPassword;
import dev.latchkey.application.credential.WeighPassword.Person;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.StartRegistration.Outcome.Refused;
import dev.latchkey.application.registration.StartRegistration.Outcome.Started;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.domain.credential.BreachedPasswords.Finding;
import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.memory.InMemoryBreachedPasswords;
import dev.latchkey.testkit.memory.InMemoryStorage;
import dev.latchkey.testkit.memory.RecordingNotifier;
import dev.latchkey.testkit.memory.TestCrypto;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are taken where a new one is set. */
@Requirement("S3-09")
class NewPasswordTest {
  private static final String ADA = "ada.lovelace@example.com";
  private static final String COMMON = "iloveyou";

  private final MutableTime time = MutableTime.somewhen();
  private final InMemoryStorage storage = new InMemoryStorage(time);
  private final RecordingNotifier notifier = new RecordingNotifier();
  private final TestCrypto crypto = new TestCrypto();
  private final InMemoryBreachedPasswords breached = new InMemoryBreachedPasswords();
  private final AuthUseCases auth = assemble();

  private AuthUseCases assemble() {
    var ports = new AuthPorts(storage.ports(), crypto.ports(), notifier).with(this::find);
    var all = AuthUseCases.assemble(ports, AuthPolicies.standard(), time);
    storage.connect(all.subscribers());
    return all;
  }

  /** It waits for somebody else's server, so it opens a unit: that throws when one is open. */
  private Finding find(PlainPassword password) {
    return storage.ports().unit().write(() -> breached.find(password));
  }

  @Test
  void an_honest_password_is_taken_and_was_looked_up() {
    assertThat(register(Secrets.PASSWORD)).isInstanceOf(Started.class);
    assertThat(breached.asked()).isEqualTo(1);
  }

  @Test
  void a_short_one_is_refused() {
    assertThat(register("x7$Kq2!")).isEqualTo(refused(new Fault.TooShort(8)));
  }

  @Test
  void a_common_one_is_refused_and_not_looked_up() {
    assertThat(register(COMMON)).isEqualTo(refused(new Fault.Common()));
    assertThat(breached.asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {ADA, "Lovelace1815", "Ada King", "EXAMPLE.COM"})
  void what_goes_with_the_person_is_refused_at_the_start(String password) {
    assertThat(register(password)).isEqualTo(refused(new Fault.Contextual()));
  }

  @ParameterizedTest
  @ValueSource(strings = {ADA, "Lovelace1815", "Ada King"})
  void what_goes_with_the_person_is_refused_at_the_end(String password) {
    var proven = proven();

    assertThat(complete(proven, password))
        .isEqualTo(
            new CompleteRegistration.Outcome.PasswordRefused(List.of(new Fault.Contextual())));
    assertThat(complete(proven, Secrets.PASSWORD))
        .isInstanceOf(CompleteRegistration.Outcome.SignedIn.class);
  }

  /** Else the answer would tell him whether he guessed the address. */
  @Test
  void who_may_not_complete_a_registration_is_not_told_what_is_wrong() {
    var stranger = new Proven(proven().registration(), Secrets.token("stranger").reveal());

    assertThat(complete(stranger, ADA))
        .isEqualTo(new CompleteRegistration.Outcome.InvalidContinuation());
    assertThat(complete(stranger, "short"))
        .isEqualTo(new CompleteRegistration.Outcome.InvalidContinuation());
    assertThat(breached.asked()).isZero();
  }

  @Test
  void a_breached_one_is_refused_everywhere() {
    breached.add(Secrets.password());

    assertThat(register(Secrets.PASSWORD)).isEqualTo(refused(new Fault.Breached()));
    assertThat(complete(proven(), Secrets.PASSWORD))
        .isEqualTo(new CompleteRegistration.Outcome.PasswordRefused(List.of(new Fault.Breached())));
    assertThat(register(Secrets.OTHER_PASSWORD)).isInstanceOf(Started.class);
  }

  @Test
  void when_nobody_answers_the_bundled_list_still_counts_and_the_rest_is_taken() {
    breached.add(Secrets.password());
    breached.beAway();

    assertThat(register(COMMON)).isEqualTo(refused(new Fault.Common()));
    assertThat(register(Secrets.PASSWORD)).isInstanceOf(Started.class);
  }

  @Test
  void a_refused_password_is_not_hashed_and_leaves_no_registration() {
    register(COMMON);
    storage.deliverAll();

    assertThat(crypto.hasher().work()).isZero();
    assertThat(notifier.sent()).isEmpty();
  }

  @Test
  void nobody_is_asked_inside_a_unit() {
    assertThat(register(Secrets.PASSWORD)).isInstanceOf(Started.class);
    assertThat(complete(proven(), Secrets.PASSWORD))
        .isInstanceOf(CompleteRegistration.Outcome.SignedIn.class);
    assertThat(breached.asked()).isEqualTo(2);

    var unit = storage.ports().unit();
    assertThatIllegalStateException().isThrownBy(() -> unit.write(() -> find(Secrets.password())));
  }

  @Test
  void a_taken_address_is_judged_and_looked_up_like_a_free_one() {
    complete(proven(), Secrets.PASSWORD);
    var before = breached.asked();

    assertThat(register(Secrets.PASSWORD)).isInstanceOf(Started.class);
    assertThat(register("Lovelace1815")).isEqualTo(refused(new Fault.Contextual()));
    assertThat(breached.asked()).isEqualTo(before + 1);
  }

  @Test
  void without_anybody_to_ask_the_rest_is_judged() {
    var judge =
        new JudgePassword(new PasswordPolicy(8), crypto.ports().strength(), Optional.empty());

    assertThat(judge.judge(Secrets.PASSWORD, PasswordContext.none()))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(judge.judge(COMMON, PasswordContext.none()).faults())
        .containsExactly(new Fault.Common());
  }

  @Test
  void while_it_is_typed_the_same_is_said_and_nobody_is_asked() {
    breached.add(Secrets.password());
    var proven = proven();
    var before = breached.asked();
    var owner = new Person.Newcomer(proven.registration(), proven.continuation());
    var thief = new Person.Newcomer(proven.registration(), Secrets.token("thief").reveal());

    assertThat(weigh("Lovelace1815", owner)).containsExactly(new Fault.Contextual());
    for (var nobody : List.of(new Person.Somebody(), thief, newcomer(proven, "none"))) {
      assertThat(weigh("Lovelace1815", nobody)).isEmpty();
      assertThat(weigh(COMMON, nobody)).containsExactly(new Fault.Common());
    }
    assertThat(weigh(Secrets.PASSWORD, owner)).isEmpty();
    assertThat(breached.asked()).isEqualTo(before);
    assertThat(complete(proven, Secrets.PASSWORD))
        .isEqualTo(new CompleteRegistration.Outcome.PasswordRefused(List.of(new Fault.Breached())));
  }

  private static Person newcomer(Proven proven, String continuation) {
    return new Person.Newcomer(proven.registration(), continuation);
  }

  private List<Fault> weigh(String typed, Person person) {
    return auth.weighPassword().handle(new WeighPassword.Command(typed, person)).faults();
  }

  @Test
  void no_answer_shows_the_password() {
    var typed = Secrets.CANARY + "\ud83d\udd11".repeat(PlainPassword.LONGEST);

    assertThat(register(typed).toString()).doesNotContain(Secrets.CANARY);
    assertThat(command(ADA, typed).toString()).doesNotContain(Secrets.CANARY);
    assertThat(new WeighPassword.Command(typed, new Person.Somebody()).toString())
        .doesNotContain(Secrets.CANARY);
  }

  private record Proven(RegistrationId registration, String continuation) {
    @Override
    public String toString() {
      return "Proven[redacted]";
    }
  }

  private Proven proven() {
    var started = (Started) auth.startRegistration().handle(command(ADA, null));
    storage.deliverAll();
    var mail = (Notification.RegistrationCode) notifier.sent().getLast().notification();
    var verified =
        auth.verifyRegistration()
            .handle(new VerifyRegistration.Command(started.id(), mail.code().reveal(), CLIENT));
    var next = (VerifyRegistration.Outcome.Continue) verified;
    return new Proven(started.id(), next.continuation().reveal());
  }

  private CompleteRegistration.Outcome complete(Proven proven, String password) {
    return auth.completeRegistration()
        .handle(
            new CompleteRegistration.Command(
                proven.registration(), proven.continuation(), password, CLIENT));
  }

  private StartRegistration.Outcome register(String password) {
    return auth.startRegistration().handle(command(ADA, password));
  }

  private static StartRegistration.Command command(String email, @Nullable String password) {
    return new StartRegistration.Command(email, password, "Ada King", CLIENT);
  }

  private static StartRegistration.Outcome refused(Fault fault) {
    return new Refused(Set.of(), List.of(fault));
  }
}
