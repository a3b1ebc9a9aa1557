package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notice.Happening;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.verification.OneTimeCode;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.time.CountingIds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Notifier} keeps. */
public abstract class NotifierContract {
  private static final EmailAddress ADA = EmailAddress.of("ada@example.com");
  private static final EmailAddress BOB = EmailAddress.of("bob@example.com");
  private static final Language VOLAPUEK = new Language("vo");
  private static final Language KLINGON = new Language("tlh");
  private static final String CODE = "48151623";
  private static final Instant WHEN = Instant.parse("2026-11-09T10:15:30Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CountingIds ids = new CountingIds();

  /** A notifier whose medium works, and has taken nothing yet; the same one during a test. */
  protected abstract Notifier notifier();

  /** What the medium took, in order; the id is the medium's own, a message id for instance. */
  protected abstract List<Received> received();

  /** From now on the medium does not answer. */
  protected abstract void breakMedium();

  /** The medium works again. */
  protected abstract void mendMedium();

  /** An address that the medium will never take; empty when it takes all. */
  protected abstract Optional<EmailAddress> refusedAddress();

  /**
   * The languages in which it has words, the default first; empty for one that says nothing itself
   * and hands on what it is told, the language included.
   */
  protected abstract List<Language> languages();

  /**
   * A notification as the medium saw it.
   *
   * @param text what there is to read, apart from ids, times and addresses
   */
  public record Received(String messageId, EmailAddress to, String text) {
    @Override
    public String toString() {
      return "Received[" + messageId + "]";
    }
  }

  @Test
  void every_notification_is_accepted_and_reaches_its_address() {
    for (var notification : everyNotification()) {
      assertThat(notifier().send(nextId(), to(ADA), notification))
          .isEqualTo(new Receipt.Accepted());
    }

    assertThat(received()).hasSize(everyNotification().size());
    assertThat(received()).extracting(Received::to).containsOnly(ADA);
  }

  @Test
  void notifications_reach_the_address_they_are_for_and_no_other() {
    notifier().send(nextId(), to(ADA), new Notification.Welcome(null));
    notifier().send(nextId(), to(BOB), new Notification.Welcome(null));

    assertThat(received()).extracting(Received::to).containsExactlyInAnyOrder(ADA, BOB);
  }

  @Test
  void a_second_sending_under_the_same_id_carries_the_same_message_id() {
    var id = nextId();

    notifier().send(id, to(ADA), code());
    var again = notifier().send(id, to(ADA), code());

    assertThat(again).isEqualTo(new Receipt.Accepted());
    assertThat(received()).isNotEmpty();
    assertThat(received()).extracting(Received::messageId).containsOnly(messageId(0));
  }

  @Test
  void sendings_under_different_ids_carry_different_message_ids() {
    notifier().send(nextId(), to(ADA), code());
    notifier().send(nextId(), to(ADA), code());

    assertThat(received()).extracting(Received::messageId).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void an_outage_is_thrown_and_nothing_arrives() {
    breakMedium();

    assertThatThrownBy(() -> notifier().send(nextId(), to(ADA), code()))
        .isInstanceOf(InfrastructureException.class);

    mendMedium();
    assertThat(received()).isEmpty();
  }

  @Test
  void after_an_outage_the_same_id_is_accepted() {
    var id = nextId();
    breakMedium();
    assertThatThrownBy(() -> notifier().send(id, to(ADA), code()))
        .isInstanceOf(InfrastructureException.class);
    mendMedium();

    assertThat(notifier().send(id, to(ADA), code())).isEqualTo(new Receipt.Accepted());

    assertThat(received()).hasSize(1);
  }

  @Test
  void nothing_of_the_content_and_no_address_appears_in_the_exception() {
    breakMedium();

    var outage =
        catchThrowableOfType(
            InfrastructureException.class, () -> notifier().send(nextId(), to(ADA), code()));

    assertThat(printed(outage)).doesNotContain(CODE, ADA.value(), "Grace");
    mendMedium();
  }

  @Test
  void what_the_medium_will_never_take_is_rejected_and_all_else_accepted() {
    refusedAddress().ifPresentOrElse(this::assertRejected, this::assertThatNothingIsRejected);
  }

  @Test
  void everybody_is_written_to_in_a_language_of_his_own() {
    var all = languages().isEmpty() ? List.of(VOLAPUEK, KLINGON) : languages();

    assertThat(all.stream().map(this::textFor)).doesNotHaveDuplicates().hasSameSizeAs(all);
  }

  @Test
  void a_variety_that_has_no_words_of_its_own_is_told_in_those_of_its_language() {
    for (var language : languages()) {
      var variety = new Language(language.tag() + "-AQ");

      assertThat(textFor(variety)).isEqualTo(textFor(language));
    }
  }

  @Test
  void whoever_reads_nothing_that_there_are_words_in_gets_those_of_the_default() {
    for (var language : languages().stream().limit(1).toList()) {
      assertThat(textFor(VOLAPUEK)).isEqualTo(textFor(language));
      assertThat(textFor(null)).isEqualTo(textFor(language));
    }
  }

  private String textFor(@Nullable Language language) {
    var before = received().stream().map(Received::messageId).toList();
    notifier().send(nextId(), new Recipient(ADA, language), new Notification.Welcome(null));
    return received().stream()
        .filter(each -> !before.contains(each.messageId()))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static Recipient to(EmailAddress address) {
    return Recipient.at(address);
  }

  private void assertRejected(EmailAddress address) {
    var receipt = notifier().send(nextId(), to(address), code());

    assertThat(receipt).isInstanceOf(Receipt.Rejected.class);
    assertThat(receipt.toString()).doesNotContain(address.value(), CODE);
    assertThat(received()).isEmpty();
  }

  private void assertThatNothingIsRejected() {
    var nobody = EmailAddress.of("nobody@nowhere.invalid");

    assertThat(notifier().send(nextId(), to(nobody), code())).isEqualTo(new Receipt.Accepted());
    assertThat(received()).extracting(Received::to).containsExactly(nobody);
  }

  private String messageId(int index) {
    return received().get(index).messageId();
  }

  private static List<Notification> others() {
    return List.of(
        code(),
        new Notification.RegistrationCode(null, OneTimeCode.parse(CODE).orElseThrow(), MINUTE),
        new Notification.AlreadyRegistered(ClientContext.none()),
        new Notification.AlreadyRegistered(new ClientContext("203.0.113.7", "Browser/1.0", "r-1")),
        new Notification.Welcome(null),
        new Notification.Welcome(new DisplayName("Grace")),
        new Notification.DeletionPending(null, WHEN, Secrets.token("undo")),
        new Notification.PasswordReset(
            new DisplayName("Grace"), Secrets.token("reset"), MINUTE, ClientContext.none()),
        new Notification.NoAccountToReset(new ClientContext("203.0.113.7", "Browser/1.0", "r-1")),
        new Notification.AddressCode(OneTimeCode.parse(CODE).orElseThrow(), MINUTE),
        new Notification.AddressInUse(ClientContext.none()),
        new Notification.AddressChangeAsked(null, ClientContext.none()),
        new Notification.AddressIsNow(null, WHEN, ClientContext.none()),
        new Notification.AddressWasLeft(null, WHEN, Secrets.token("undo"), ClientContext.none()),
        new Notification.AddressIsBack(null, WHEN, ClientContext.none()),
        new Notification.RecoveryBegan(null, WHEN, Secrets.token("cancel"), ClientContext.none()),
        new Notification.RecoveryReady(null, WHEN, Secrets.token("recovery")),
        new Notification.AddressWasWithdrawn(WHEN, ClientContext.none()));
  }

  private static List<Notification> everyNotification() {
    return Stream.concat(
            others().stream(),
            Stream.of(NoticeKind.values())
                .flatMap(kind -> Stream.of(notice(kind, 1), notice(kind, 19))))
        .toList();
  }

  private static Notification notice(NoticeKind kind, int times) {
    var client = new ClientContext("203.0.113.7", "Browser/1.0", "r-1");
    var device = new DeviceDescription("Browser 1", null, null);
    var place = new Place("Berlin", null, "Germany", "DE");
    return new Notification.SecurityNotice(
        kind,
        times == 1 ? null : new DisplayName("Grace"),
        new Happening(WHEN, client, device, times == 1 ? null : place),
        times,
        WHEN,
        new Notification.NotMeLink(Secrets.token("not me"), WHEN.plus(Duration.ofDays(7))));
  }

  private static Notification code() {
    return new Notification.RegistrationCode(
        new DisplayName("Grace"), OneTimeCode.parse(CODE).orElseThrow(), Duration.ofMinutes(10));
  }

  private EventId nextId() {
    return new EventId(ids.next());
  }

  private static String printed(Throwable failure) {
    var printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    return printed.toString();
  }
}
