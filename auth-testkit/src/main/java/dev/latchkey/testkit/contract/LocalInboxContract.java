package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.time.CountingIds;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link LocalInbox} keeps. */
public abstract class LocalInboxContract {
  private static final EmailAddress ADA = EmailAddress.of("ada@example.com");
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00.123456Z");

  private final CountingIds ids = new CountingIds();

  /** An inbox, empty at first; the same one during a test. */
  protected abstract LocalInbox inbox();

  /** A mail about this event comes in. */
  protected abstract void arrive(EventId id, EmailAddress to, Instant sentAt);

  @Test
  void an_inbox_that_got_nothing_is_empty() {
    assertThat(inbox().newest(10)).isEmpty();
  }

  @Test
  void a_mail_is_there_as_it_would_have_been_sent() {
    arrive(nextId(), ADA, NOON);

    var mail = inbox().newest(10).get(0);

    assertThat(mail.to()).isEqualTo(ADA.value());
    assertThat(mail.sentAt()).isEqualTo(NOON);
    assertThat(mail.id()).isNotBlank();
    assertThat(mail.subject()).isNotBlank();
    assertThat(mail.text()).isNotBlank();
    assertThat(mail.html()).isNotBlank();
  }

  @Test
  void the_newest_mails_come_first() {
    arrive(nextId(), ADA, NOON.plusSeconds(1));
    arrive(nextId(), ADA, NOON.plusSeconds(2));
    arrive(nextId(), ADA, NOON);

    assertThat(inbox().newest(10))
        .extracting(Mail::sentAt)
        .containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(1), NOON);
  }

  @Test
  void of_mails_of_one_instant_the_later_id_comes_first() {
    var earlier = nextId();
    var later = nextId();
    arrive(earlier, ADA, NOON);
    arrive(later, ADA, NOON);
    var mails = inbox().newest(10);

    assertThat(mails).hasSize(2);
    assertThat(mails.get(0).id()).isGreaterThan(mails.get(1).id());
  }

  @Test
  void no_more_mails_than_asked_for() {
    arrive(nextId(), ADA, NOON);
    arrive(nextId(), ADA, NOON.plusSeconds(1));
    arrive(nextId(), ADA, NOON.plusSeconds(2));

    assertThat(inbox().newest(2))
        .extracting(Mail::sentAt)
        .containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(1));
    assertThat(inbox().newest(0)).isEmpty();
  }

  @Test
  void a_mail_of_the_same_event_replaces_the_former() {
    var id = nextId();
    arrive(id, ADA, NOON);
    arrive(id, ADA, NOON.plusSeconds(60));

    assertThat(inbox().newest(10)).extracting(Mail::sentAt).containsExactly(NOON.plusSeconds(60));
  }

  @Test
  void a_mail_shows_nothing_but_its_id_when_logged() {
    arrive(nextId(), ADA, NOON);

    var mail = inbox().newest(1).get(0);

    assertThat(mail).hasToString("Mail[" + mail.id() + "]");
  }

  private EventId nextId() {
    return new EventId(ids.next());
  }
}
