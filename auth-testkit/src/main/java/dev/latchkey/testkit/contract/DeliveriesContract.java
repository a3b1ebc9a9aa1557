package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.Deliveries.Parked;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.testkit.fixture.RecordingSubscriber;
import dev.latchkey.testkit.fixture.Secrets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.kernel.Deliveries} promises about deliveries that gave up.
 */
public abstract class DeliveriesContract extends DeliverySteps {
  private final RecordingSubscriber mail = RecordingSubscriber.wantingAll("mail");
  private final RecordingSubscriber webhook = RecordingSubscriber.wantingAll("web-hook-2");

  @Test
  void nothing_is_parked_when_all_went_well() {
    var delivering = started(mail);

    hasHeard(mail, appendAbout(delivering, "ada"));

    assertThat(parked(delivering)).isEmpty();
  }

  @Test
  void a_delivery_that_was_tried_again_and_succeeded_is_not_parked() {
    mail.failing(1, IllegalStateException::new);
    var delivering = started(mail);

    hasHeard(mail, appendAbout(delivering, "ada"));

    assertThat(parked(delivering)).isEmpty();
  }

  @Test
  void a_delivery_is_parked_after_its_last_try() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail, webhook);
    var before = delivering.now();

    var id = appendAbout(delivering, "ada");

    var parked = parked(delivering, 1).get(0);
    assertThat(parked.event()).isEqualTo(id);
    assertThat(parked.subscriber()).isEqualTo("mail");
    assertThat(parked.since()).isBetween(before, delivering.now());
    assertThat(mail.tried()).hasSizeGreaterThan(1);
    hasHeard(webhook, id);
  }

  @Test
  void the_reason_names_the_fault_and_no_secret() {
    var cause = new IllegalArgumentException("because of " + Secrets.PASSWORD);
    mail.failing(() -> new ArithmeticExceptionWith("code " + Secrets.CODE, cause));
    var delivering = started(mail);

    appendAbout(delivering, "ada");

    assertThat(parked(delivering, 1).get(0).reason())
        .contains("ArithmeticExceptionWith")
        .doesNotContain(Secrets.CODE, Secrets.CANARY);
  }

  @Test
  void a_poison_delivery_does_not_keep_others_from_arriving() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    appendAbout(delivering, "poison");
    parked(delivering, 1);

    mail.heal();

    hasHeard(mail, appendAbout(delivering, "ada"));
    assertThat(parked(delivering)).hasSize(1);
  }

  @Test
  void the_longest_parked_come_first_and_no_more_than_asked_for() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    var first = appendedAndParked(delivering, 1);
    var second = appendedAndParked(delivering, 2);
    var third = appendedAndParked(delivering, 3);

    assertThat(parked(delivering)).extracting(Parked::event).containsExactly(first, second, third);
    assertThat(delivering.ports().deliveries().parked(2))
        .extracting(Parked::event)
        .containsExactly(first, second);
  }

  @Test
  void a_delivery_that_is_driven_again_arrives() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    var id = appendedAndParked(delivering, 1);
    mail.heal();

    assertThat(redrive(delivering, parked(delivering).get(0))).isTrue();

    hasHeard(mail, id);
    Eventually.holds(() -> assertThat(parked(delivering)).isEmpty());
  }

  @Test
  void only_the_one_that_is_driven_again_arrives() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    var first = appendedAndParked(delivering, 1);
    var second = appendedAndParked(delivering, 2);
    mail.heal();

    redrive(delivering, parked(delivering).get(1));

    hasHeard(mail, second);
    Eventually.holds(
        () -> assertThat(parked(delivering)).extracting(Parked::event).containsExactly(first));
    assertThat(mail.heard()).extracting(Delivery::id).doesNotContain(first);
  }

  @Test
  void a_delivery_that_is_driven_again_has_all_its_tries() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    appendedAndParked(delivering, 1);
    var tries = mail.tried().size();

    redrive(delivering, parked(delivering).get(0));

    Eventually.holds(() -> assertThat(mail.tried()).hasSize(2 * tries));
    assertThat(parked(delivering, 1).get(0).subscriber()).isEqualTo("mail");
    assertThat(mail.tried()).hasSize(2 * tries);
  }

  @Test
  void of_many_who_drive_it_again_at_the_same_moment_one_does() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    var id = appendedAndParked(delivering, 1);
    var parked = parked(delivering).get(0);
    mail.heal();

    assertThat(Race.of(Race.MANY, () -> redrive(delivering, parked))).containsOnlyOnce(true);
    hasHeard(mail, id);
  }

  @Test
  void what_is_not_parked_is_not_driven_again() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    var id = appendedAndParked(delivering, 1);
    var parked = parked(delivering).get(0);
    mail.heal();
    redrive(delivering, parked);
    hasHeard(mail, id);

    assertThat(redrive(delivering, parked)).isFalse();
    assertThat(List.of("", "unknown", parked.id() + "x"))
        .noneMatch(other -> delivering.ports().deliveries().redrive(other, delivering.now()));
  }

  @Test
  void a_parked_delivery_outlives_its_worker() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail);
    var id = appendedAndParked(delivering, 1);

    delivering.stopAbruptly();
    delivering.restart();

    assertThat(parked(delivering)).extracting(Parked::event).containsExactly(id);
  }

  /** Appends a poison event and waits until so many are parked. */
  private static EventId appendedAndParked(Delivering delivering, int count) {
    var id = appendAbout(delivering, "poison");
    parked(delivering, count);
    return id;
  }

  private static boolean redrive(Delivering delivering, Parked parked) {
    return delivering.ports().deliveries().redrive(parked.id(), delivering.now());
  }

  private static final class ArithmeticExceptionWith extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArithmeticExceptionWith(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
