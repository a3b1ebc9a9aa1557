package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.audit.AuditTrail} promises. */
public abstract class AuditTrailContract extends StorageContract {

  @Test
  @Requirement({"S1-56", "S1-131", "S3-15", "S3-17"})
  void an_entry_says_what_happened_and_from_where_it_was_asked_for() {
    var event = AnEvent.about("ada", now());

    var id = append(event);

    assertThat(about("ada")).containsExactly(new AuditEntry(id, event, ASession.CLIENT));
  }

  @Test
  void an_entry_that_no_request_asked_for_is_kept_as_well() {
    var event = AnEvent.about("ada", now());

    var id = inUnit(() -> storage.outbox().append(event, nobody()));

    assertThat(about("ada")).containsExactly(new AuditEntry(id, event, nobody()));
  }

  @Test
  void the_newest_entries_come_first() {
    var ids = IntStream.range(0, 5).mapToObj(n -> append(AnEvent.about("ada", later()))).toList();

    assertThat(about("ada")).extracting(AuditEntry::id).containsExactlyElementsOf(ids.reversed());
  }

  @Test
  void there_are_no_more_entries_than_asked_for_and_they_are_the_newest() {
    var ids = IntStream.range(0, 5).mapToObj(n -> append(AnEvent.about("ada", later()))).toList();

    assertThat(storage.auditTrail().about(NamedIds.of("ada"), 2))
        .extracting(AuditEntry::id)
        .containsExactly(ids.get(4), ids.get(3));
  }

  @Test
  void entries_about_others_are_left_out() {
    append(AnEvent.about("bob", later()));
    var id = append(AnEvent.about("ada", later()));
    append(AnEvent.aboutNobody(later()));

    assertThat(about("ada")).extracting(AuditEntry::id).containsExactly(id);
    assertThat(about("eve")).isEmpty();
  }

  @Test
  void events_of_every_kind_come_back_as_they_were() {
    var events = AnEvent.ofEveryKind(now());
    events.forEach(this::append);

    var kept =
        events.stream()
            .map(AuthEvent::subject)
            .flatMap(Optional::stream)
            .distinct()
            .flatMap(subject -> storage.auditTrail().about(subject, events.size()).stream())
            .map(AuditEntry::event);

    assertThat(kept)
        .containsExactlyInAnyOrderElementsOf(
            events.stream().filter(event -> event.subject().isPresent()).toList());
  }

  @Test
  void events_of_any_time_are_kept() {
    var longAgo = AnEvent.about("ada", now().minus(Duration.ofDays(5 * 365)));
    var inThirteenMonths = AnEvent.about("ada", now().plus(Duration.ofDays(396)));
    append(longAgo);
    append(inThirteenMonths);

    assertThat(about("ada")).extracting(AuditEntry::event).contains(longAgo, inThirteenMonths);
  }

  @Test
  void a_unit_that_failed_leaves_no_entry() {
    undone(() -> storage.outbox().append(AnEvent.about("ada", now()), nobody()));

    assertThat(about("ada")).isEmpty();
  }

  private Instant later() {
    time.advance(Duration.ofSeconds(1));
    return now();
  }

  private EventId append(AuthEvent event) {
    return inUnit(() -> storage.outbox().append(event, ASession.CLIENT));
  }

  private List<AuditEntry> about(String name) {
    return storage.auditTrail().about(NamedIds.of(name), 100);
  }
}
