package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserEvent.UserDisabled;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.RecordingSubscriber;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.kernel.Outbox} promises, together with the worker that
 * delivers what it staged.
 */
public abstract class OutboxContract extends DeliverySteps {
  private final RecordingSubscriber mail = RecordingSubscriber.wantingAll("mail");
  private final RecordingSubscriber webhook = RecordingSubscriber.wantingAll("web-hook-2");

  @Test
  @Requirement({"S0-27", "S3-18"})
  void an_event_that_two_subscribers_want_reaches_both() {
    var delivering = started(mail, webhook);

    var id = appendAbout(delivering, "ada");

    hasHeard(mail, id);
    hasHeard(webhook, id);
  }

  @Test
  void an_event_arrives_as_it_was_appended() {
    var delivering = started(mail);
    var event = AnEvent.about("ada", delivering.now());

    var id = append(delivering, event);

    hasHeard(mail, id);
    assertThat(mail.heard()).containsOnly(new Delivery(id, event, CLIENT));
  }

  @Test
  void an_event_from_nowhere_arrives_as_it_was_appended() {
    var delivering = started(mail);
    var ports = delivering.ports();
    var event = AnEvent.aboutNobody(delivering.now());

    var id = ports.unit().write(() -> ports.outbox().append(event, ClientContext.none()));

    hasHeard(mail, id);
    assertThat(mail.heard()).containsOnly(new Delivery(id, event, ClientContext.none()));
  }

  @Test
  void events_of_every_kind_arrive_as_they_were_appended() {
    var delivering = started(mail);
    var events = AnEvent.ofEveryKind(delivering.now());

    var ids = events.stream().map(event -> append(delivering, event)).toList();

    hasHeard(mail, ids.toArray(EventId[]::new));
    assertThat(mail.heard()).extracting(Delivery::event).containsAll(events);
  }

  @Test
  void every_append_has_an_id_of_its_own() {
    var delivering = started(mail);
    var event = AnEvent.about("ada", delivering.now());

    var ids = Race.of(Race.MANY, () -> append(delivering, event));

    assertThat(ids).doesNotHaveDuplicates();
    hasHeard(mail, ids.toArray(EventId[]::new));
  }

  @Test
  void a_subscriber_hears_only_what_it_wants() {
    var picky = RecordingSubscriber.wanting("picky", UserDisabled.class::isInstance);
    var delivering = started(mail, picky);
    var user = new UserId(NamedIds.of("ada"));

    var unwanted = append(delivering, new UserCreated(user, delivering.now()));
    var wanted = append(delivering, new UserDisabled(user, delivering.now()));

    hasHeard(picky, wanted);
    hasHeard(mail, unwanted, wanted);
    assertThat(picky.tried()).extracting(Delivery::id).doesNotContain(unwanted);
  }

  @Test
  void an_event_that_nobody_wants_is_on_the_trail_all_the_same() {
    var delivering = started(RecordingSubscriber.wanting("deaf", event -> false));

    var id = appendAbout(delivering, "ada");

    assertThat(trailOf(delivering, "ada")).extracting(AuditEntry::id).containsExactly(id);
  }

  @Test
  void appending_works_without_any_subscriber() {
    var delivering = started();

    var id = appendAbout(delivering, "ada");

    assertThat(trailOf(delivering, "ada")).extracting(AuditEntry::id).containsExactly(id);
    assertThat(parked(delivering)).isEmpty();
  }

  @Test
  @Requirement({"S1-56", "S3-15"})
  void a_unit_that_commits_leaves_its_events_on_the_trail() {
    var delivering = started(mail);
    var event = AnEvent.about("ada", delivering.now());

    var id = append(delivering, event);

    assertThat(trailOf(delivering, "ada")).containsExactly(new AuditEntry(id, event, CLIENT));
  }

  @Test
  void a_unit_that_failed_delivers_nothing_and_leaves_nothing_on_the_trail() {
    var delivering = started(mail);
    var ports = delivering.ports();
    var fault = new ArithmeticException("a bug");
    assertThatThrownBy(() -> ports.unit().write(() -> appendAndThrow(delivering, fault)))
        .isSameAs(fault);

    hasHeard(mail, appendAbout(delivering, "bob"), appendAbout(delivering, "bob"));

    assertThat(mail.tried())
        .extracting(Delivery::event)
        .map(AuthEvent::subject)
        .isNotEmpty()
        .allMatch(subject -> subject.orElseThrow().equals(NamedIds.of("bob")));
    assertThat(trailOf(delivering, "ada")).isEmpty();
  }

  @Test
  void nothing_is_delivered_before_its_unit_commits() {
    var delivering = started(mail);
    var ports = delivering.ports();

    var id =
        ports
            .unit()
            .write(
                () -> {
                  var appended =
                      ports.outbox().append(AnEvent.about("ada", delivering.now()), CLIENT);
                  assertThat(mail.tried()).isEmpty();
                  return appended;
                });

    hasHeard(mail, id);
  }

  @Test
  void appending_outside_a_unit_is_reported_as_a_bug() {
    var delivering = started(mail);
    var outbox = delivering.ports().outbox();
    var event = AnEvent.about("ada", delivering.now());

    assertThatIllegalStateException().isThrownBy(() -> outbox.append(event, CLIENT));
    hasHeard(mail, appendAbout(delivering, "bob"));

    assertThat(mail.tried()).hasSize(1);
    assertThat(trailOf(delivering, "ada")).isEmpty();
  }

  @Test
  void appending_after_a_unit_has_ended_is_reported_as_a_bug() {
    var delivering = started(mail);
    appendAbout(delivering, "ada");
    var outbox = delivering.ports().outbox();
    var event = AnEvent.about("bob", delivering.now());

    assertThatIllegalStateException().isThrownBy(() -> outbox.append(event, CLIENT));
  }

  @Test
  void a_subscriber_that_throws_is_called_again_with_the_same_delivery() {
    mail.failing(1, () -> new IllegalStateException("not now"));
    var delivering = started(mail);

    var id = appendAbout(delivering, "ada");

    hasHeard(mail, id);
    assertThat(mail.tried()).hasSizeGreaterThanOrEqualTo(2).containsOnly(mail.heard().get(0));
  }

  @Test
  void a_subscriber_that_throws_keeps_nobody_else_waiting() {
    mail.failing(IllegalStateException::new);
    var delivering = started(mail, webhook);

    hasHeard(webhook, appendAbout(delivering, "ada"), appendAbout(delivering, "bob"));
  }

  @Test
  @Requirement({"S0-27", "S3-20"})
  void what_was_staged_while_no_worker_ran_is_delivered_by_the_next() {
    var delivering = started(mail);
    delivering.stopAbruptly();
    var id = appendAbout(delivering, "ada");

    delivering.restart();

    hasHeard(mail, id);
  }

  @Test
  @Requirement({"S0-27", "S3-20"})
  void a_delivery_whose_worker_was_killed_in_the_middle_is_repeated() throws Exception {
    var stuck = new StuckAtFirst();
    var delivering = started(stuck);
    var id = appendAbout(delivering, "ada");
    assertThat(stuck.reached.await(20, TimeUnit.SECONDS)).isTrue();

    delivering.stopAbruptly();
    delivering.restart();

    Eventually.holds(() -> assertThat(stuck.done).extracting(Delivery::id).contains(id));
    stuck.release.countDown();
  }

  private static EventId appendAndThrow(Delivering delivering, RuntimeException fault) {
    delivering.ports().outbox().append(AnEvent.about("ada", delivering.now()), CLIENT);
    throw fault;
  }

  private static List<AuditEntry> trailOf(Delivering delivering, String name) {
    return delivering.ports().auditTrail().about(NamedIds.of(name), 10);
  }

  /** Its first call hangs until the end of the test; those after it succeed. */
  private static final class StuckAtFirst implements EventSubscriber {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Delivery> done = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public boolean wants(AuthEvent event) {
      return true;
    }

    @Override
    public void deliver(Delivery delivery) {
      if (reached.getCount() > 0) {
        reached.countDown();
        hang();
      }
      done.add(delivery);
    }

    private void hang() {
      try {
        if (!release.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody released this call");
        }
      } catch (InterruptedException killed) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", killed);
      }
    }
  }
}
