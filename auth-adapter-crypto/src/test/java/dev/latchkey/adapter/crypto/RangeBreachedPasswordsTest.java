package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.credential.BreachedPasswords.Finding;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.testkit.contract.BreachedPasswordsContract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeBreachedPasswordsTest extends BreachedPasswordsContract {

  /** The SHA-1 of {@code P@ssw0rd}, as the documentation of the protocol has it. */
  private static final PlainPassword KNOWN = PlainPassword.parse("P@ssw0rd").orElseThrow();

  private static final String PREFIX = "21BD1";
  private static final String REST = "2DC183F740EE76F27B78EB39C8AD972A757";
  private static final String OTHER = "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n";
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration AT_LAST = Duration.ofSeconds(5);

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  @Override
  protected BreachedPasswords knowing(PlainPassword breached) {
    var hash = RangeBreachedPasswords.sha1(breached);
    return asking(stub(OTHER + hash.substring(5) + ":7\r\n" + OTHER));
  }

  @Override
  protected BreachedPasswords away() {
    var stub = stub(OTHER);
    stub.close();
    return asking(stub);
  }

  @Test
  void five_digits_are_sent_and_padding_is_asked_for() {
    var stub = stub(OTHER);
    asking(stub).find(KNOWN);

    assertThat(stub.asked())
        .containsExactly(new RangeStub.Asked("GET", "/range/" + PREFIX, "true", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        REST + ":52579",
        OTHER + REST + ":1\r\n",
        REST + ":1\n",
        OTHER + "2dc183f740ee76f27b78eb39c8ad972a757:3"
      })
  void what_is_in_its_range_is_breached(String body) {
    assertThat(asking(stub(body)).find(KNOWN)).isEqualTo(Finding.BREACHED);
  }

  @Test
  void padding_is_no_breach() {
    assertThat(asking(stub(REST + ":0\r\n" + OTHER)).find(KNOWN)).isEqualTo(Finding.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Welcome to the captive portal</html>",
        REST,
        REST + ":",
        REST + ":-1",
        REST + ":1 or so",
        REST + ":9999999999999999999",
        "21BD1" + REST + ":4",
        REST + ":1\r\n<html>"
      })
  void what_is_no_range_is_no_answer(String body) {
    assertThat(asking(stub(body)).find(KNOWN)).isEqualTo(Finding.UNANSWERED);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 404, 429, 500, 503})
  void only_200_is_an_answer(int status) {
    var body = status == 204 ? "" : REST + ":1";

    assertThat(asking(opened(RangeStub.answering(status, body))).find(KNOWN))
        .isEqualTo(Finding.UNANSWERED);
  }

  @Test
  void a_redirect_is_not_followed() {
    var elsewhere = stub(REST + ":1");
    var stub =
        opened(
            RangeStub.answering(
                exchange -> {
                  exchange.getResponseHeaders().add("Location", elsewhere.ranges() + "/" + PREFIX);
                  RangeStub.send(exchange, 302, "");
                }));

    assertThat(asking(stub).find(KNOWN)).isEqualTo(Finding.UNANSWERED);
    assertThat(elsewhere.asked()).isEmpty();
  }

  @Test
  void an_answer_without_end_is_not_read_on() {
    var stub =
        opened(
            RangeStub.answering(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  var line = OTHER.repeat(100).getBytes(StandardCharsets.US_ASCII);
                  while (true) {
                    exchange.getResponseBody().write(line);
                  }
                }));

    assertThat(asking(stub).find(KNOWN)).isEqualTo(Finding.UNANSWERED);
  }

  @Test
  void an_answer_of_the_largest_size_there_is_is_read() {
    var most = OTHER.repeat(2000) + REST + ":1";

    assertThat(asking(stub(most)).find(KNOWN)).isEqualTo(Finding.BREACHED);
  }

  @Test
  void who_does_not_begin_to_answer_is_not_waited_for() throws Exception {
    var never = new CountDownLatch(1);
    var stub = opened(RangeStub.answering(exchange -> await(never)));

    assertIsUnansweredSoon(stub);
    never.countDown();
  }

  @Test
  void who_does_not_come_to_an_end_is_not_waited_for() {
    var never = new CountDownLatch(1);
    var stub =
        opened(
            RangeStub.answering(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  exchange
                      .getResponseBody()
                      .write((REST + ":1\r\n").getBytes(StandardCharsets.US_ASCII));
                  exchange.getResponseBody().flush();
                  await(never);
                }));

    assertIsUnansweredSoon(stub);
    never.countDown();
  }

  @Test
  void that_nobody_answers_is_logged_once_and_so_is_that_somebody_does_again() {
    var bodies = new ArrayList<>(List.of("", "", "", OTHER, OTHER));
    var stub =
        opened(
            RangeStub.answering(exchange -> RangeStub.send(exchange, 200, bodies.removeFirst())));
    var passwords = asking(stub);

    try (var log = LogLines.of(RangeBreachedPasswords.class)) {
      for (var asking = 0; asking < 5; asking++) {
        passwords.find(KNOWN);
      }
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().getFirst()).contains("127.0.0.1 does not answer");
      assertThat(log.lines().getLast()).contains("127.0.0.1 answers again");
    }
  }

  @Test
  void closed_it_finds_nothing_and_may_be_closed_again() {
    var stub = stub(REST + ":1");
    var passwords = asking(stub);
    passwords.close();
    passwords.close();

    assertThat(passwords.find(KNOWN)).isEqualTo(Finding.UNANSWERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com/range",
        "ftp://localhost/range",
        "https://me:secret@api.example.com/range",
        "https://api.example.com/range?mode=ntlm",
        "https://api.example.com/range#x",
        "/range",
        "http://localhost.example.com/range"
      })
  void only_https_is_asked_outside_loopback(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> BreachConfig.of(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.pwnedpasswords.com/range",
        "http://localhost:8081/range",
        "http://127.0.0.1:8081",
        "http://[::1]:8081/range"
      })
  void https_and_loopback_are_asked_with_a_patience_of_300_ms(String url) {
    assertThat(BreachConfig.of(URI.create(url)))
        .isEqualTo(new BreachConfig(URI.create(url), Duration.ofMillis(300)));
  }

  private void assertIsUnansweredSoon(RangeStub stub) {
    var passwords = opened(stub.client(SOON));
    var before = System.nanoTime();

    assertThat(passwords.find(KNOWN)).isEqualTo(Finding.UNANSWERED);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SOON, AT_LAST);
  }

  private RangeStub stub(String body) {
    return opened(RangeStub.answering(200, body));
  }

  private RangeBreachedPasswords asking(RangeStub stub) {
    return opened(stub.client());
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
