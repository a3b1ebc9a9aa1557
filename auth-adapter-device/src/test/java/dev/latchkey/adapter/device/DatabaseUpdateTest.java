package dev.latchkey.adapter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.device.UpdateStub.Asked;
import dev.latchkey.testkit.fixture.APlaceDatabase;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUpdateTest {
  private static final byte[] OLD = APlaceDatabase.empty().bytes();
  private static final byte[] FRESH = APlaceDatabase.ofDocumentation().bytes();
  private static final String METADATA = "/geoip/updates/metadata?edition_id=GeoLite2-City";
  private static final String DOWNLOAD =
      "/geoip/databases/GeoLite2-City/download?date=20261120&suffix=tar.gz";
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (UpdateStub.ACCOUNT + ":" + UpdateStub.KEY).getBytes(StandardCharsets.US_ASCII));

  @AutoClose private final UpdateStub stub = new UpdateStub();
  @AutoClose private final LogLines log = LogLines.of(DatabaseUpdate.class);
  private final MutableTime time = MutableTime.somewhen();

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name_the_file() {
    file = folder.resolve("geoip").resolve("places.mmdb");
  }

  @Test
  @Requirement({"S0-35", "S0-36"})
  void a_database_that_is_not_there_is_fetched() throws IOException {
    stub.offer(FRESH);

    update().run();

    assertThat(file).hasBinaryContent(FRESH);
    assertThat(stub.asked())
        .containsExactly(new Asked(METADATA, BASIC), new Asked(DOWNLOAD, BASIC));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThatNothingIsLeftOver();
    assertThat(new MaxMindIpLocator(file, time).locate("203.0.113.7"))
        .contains(APlaceDatabase.LONDON);
  }

  @Test
  void one_that_is_the_latest_is_not_fetched_again() throws IOException {
    there(FRESH);
    stub.offer(FRESH);

    update().run();

    assertThat(stub.asked()).containsExactly(new Asked(METADATA, BASIC));
  }

  @Test
  void one_that_is_old_is_replaced() throws IOException {
    there(OLD);
    stub.offer(FRESH);

    update().run();

    assertThat(file).hasBinaryContent(FRESH);
    assertThatNothingIsLeftOver();
  }

  @Test
  void after_a_success_nobody_is_asked_for_a_day() {
    stub.offer(FRESH);
    var update = update();

    update.run();
    time.advance(Duration.ofDays(1).minusSeconds(1));
    update.run();
    assertThat(stub.asked()).hasSize(2);
    time.advance(Duration.ofSeconds(1));
    update.run();

    assertThat(stub.asked()).hasSize(3);
  }

  @Test
  void after_failures_the_pauses_double_up_to_a_day() {
    var update = update();
    var pauses = new long[] {5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440};

    update.run();
    for (var n = 0; n < pauses.length; n++) {
      time.advance(Duration.ofMinutes(pauses[n]).minusSeconds(1));
      update.run();
      assertThat(stub.asked()).hasSize(n + 1);
      time.advance(Duration.ofSeconds(1));
      update.run();
      assertThat(stub.asked()).hasSize(n + 2);
    }
    stub.offer(FRESH);
    time.advance(Duration.ofDays(1));
    update.run();
    assertThat(file).hasBinaryContent(FRESH);
  }

  @Test
  void another_checksum_than_the_one_that_was_told_is_refused() throws IOException {
    there(OLD);
    stub.offer(FRESH, UpdateStub.md5(OLD).replace('a', 'b').replace('1', '2'));

    assertThatItFails("the checksum is another");
  }

  @Test
  void what_is_no_database_is_refused_also_with_the_right_checksum() throws IOException {
    there(OLD);
    stub.offer("no database".getBytes(StandardCharsets.US_ASCII));

    assertThatItFails("InvalidDatabaseException");
  }

  @Test
  void a_database_of_something_else_is_refused() throws IOException {
    there(OLD);
    stub.offer(APlaceDatabase.ofDocumentation().ofType("GeoLite2-ASN").bytes());

    assertThatItFails("no database of cities");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 500, 503, 204})
  void a_refusal_is_told_without_what_it_was_about(int status) throws IOException {
    there(OLD);
    stub.tell(
        exchange ->
            UpdateStub.send(exchange, status, status == 204 ? new byte[0] : new byte[100_000]));

    assertThatItFails(status == 204 ? "" : String.valueOf(status).substring(0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{}",
        "[]",
        "null",
        "{\"databases\":[]}",
        "{\"databases\":[{\"edition_id\":\"GeoLite2-ASN\",\"date\":\"2026-11-20\",\"md5\":\"0\"}]}",
        "{\"databases\":[{\"edition_id\":\"GeoLite2-City\",\"date\":\"2026-11-20\",\"md5\":\"0\"}]}",
        "{\"databases\":[{\"edition_id\":\"GeoLite2-City\",\"date\":\"../../\","
            + "\"md5\":\"00000000000000000000000000000000\"}]}"
      })
  void an_answer_of_another_protocol_is_refused(String json) throws IOException {
    there(OLD);
    stub.tell(json);

    assertThatItFails("the server");
  }

  @Test
  void an_answer_without_end_is_not_read_to_its_end() throws IOException {
    there(OLD);
    stub.tell(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var block = new byte[1 << 16];
          for (var n = 0; n < 1 << 14; n++) {
            exchange.getResponseBody().write(block);
          }
        });

    assertThatItFails("too long");
  }

  @Test
  void an_answer_that_does_not_come_is_not_waited_for() throws IOException {
    there(OLD);
    var never = new CountDownLatch(1);
    stub.offer(FRESH);
    stub.deliver(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[100]);
          exchange.getResponseBody().flush();
          await(never);
        });
    var impatient = Duration.ofMillis(300);

    new DatabaseUpdate(file, () -> UpdateServer.open(stub.config(), impatient), time).run();

    assertThat(log.lines()).singleElement().asString().contains("in time");
    assertThat(file).hasBinaryContent(OLD);
    assertThatNothingIsLeftOver();
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void an_archive_that_breaks_off_is_refused() throws IOException {
    there(OLD);
    stub.offer(FRESH);
    var whole = UpdateStub.archive("a/GeoLite2-City.mmdb", FRESH);
    stub.deliver(Arrays.copyOf(whole, whole.length / 2));

    assertThatItFails("EOFException");
  }

  @Test
  void an_archive_without_the_database_is_refused() throws IOException {
    there(OLD);
    stub.offer(FRESH);
    stub.deliver(UpdateStub.archive("a/GeoLite2-Country.mmdb", FRESH));

    assertThatItFails("has no GeoLite2-City.mmdb");
  }

  @Test
  void a_link_in_an_archive_leads_nowhere() throws IOException {
    there(OLD);
    stub.offer(FRESH);
    for (var kind : List.of(TarConstants.LF_SYMLINK, TarConstants.LF_LINK)) {
      stub.deliver(
          UpdateStub.archive(
              tar -> {
                var link = new TarArchiveEntry("a/GeoLite2-City.mmdb", kind);
                link.setLinkName("/etc/passwd");
                UpdateStub.put(tar, link, new byte[0]);
              }));
      assertThatItFails("has no GeoLite2-City.mmdb");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../GeoLite2-City.mmdb", "/GeoLite2-City.mmdb", "GeoLite2-City.mmdb"})
  void the_name_in_an_archive_does_not_say_where_to(String name) throws IOException {
    stub.offer(FRESH);
    stub.deliver(UpdateStub.archive(name, FRESH));

    update().run();

    assertThat(file).hasBinaryContent(FRESH);
    assertThatNothingIsLeftOver();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file.getParent());
    }
  }

  @Test
  void an_archive_that_grows_beyond_measure_is_not_unpacked() throws IOException {
    var bomb = Files.write(folder.resolve("bomb"), UpdateStub.archive("a/b", new byte[1 << 24]));
    var archive = new Archive(bomb, 1 << 20);

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> archive.unpack("GeoLite2-City.mmdb", folder.resolve("out")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more in it than there may be");
  }

  @Test
  void what_a_killed_process_left_behind_is_cleared() throws IOException {
    there(OLD);
    Files.write(file.resolveSibling(".geoip-123.mmdb"), OLD);
    stub.offer(FRESH);

    update().run();

    assertThatNothingIsLeftOver();
  }

  @Test
  void whoever_is_sent_elsewhere_does_not_take_the_licence_key_along() throws IOException {
    try (var elsewhere = new UpdateStub()) {
      stub.offer(FRESH);
      elsewhere.offer(FRESH);
      stub.deliver(
          exchange ->
              UpdateStub.redirect(
                  exchange, "http://localhost:" + elsewhere.port() + "/geoip/databases/x?sig=1"));

      update().run();

      assertThat(file).hasBinaryContent(FRESH);
      assertThat(elsewhere.asked()).containsExactly(new Asked("/geoip/databases/x?sig=1", "null"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://updates.example.com/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://",
        ":",
        ""
      })
  void nobody_is_followed_to_where_the_way_is_not_safe(String place) throws IOException {
    there(OLD);
    stub.offer(FRESH);
    stub.deliver(exchange -> UpdateStub.redirect(exchange, place));

    assertThatItFails("the server");
  }

  @Test
  void nobody_is_followed_in_circles() throws IOException {
    there(OLD);
    stub.offer(FRESH);
    stub.deliver(exchange -> UpdateStub.redirect(exchange, DOWNLOAD));

    assertThatItFails("in circles");
  }

  @Test
  void a_server_that_is_away_is_no_failure_of_ours() throws IOException {
    there(OLD);
    stub.close();

    assertThatItFails("ConnectException");
  }

  private void there(byte[] database) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, database);
  }

  private DatabaseUpdate update() {
    return DatabaseUpdate.open(file, stub.config(), time);
  }

  private void assertThatItFails(String reason) throws IOException {
    var before = log.lines().size();
    update().run();

    assertThat(file).hasBinaryContent(OLD);
    assertThatNothingIsLeftOver();
    assertThat(log.lines()).hasSize(before + 1);
    assertThat(log.lines().getLast())
        .contains("could not be brought up to date, next try in PT5M")
        .contains(reason)
        .doesNotContain(UpdateStub.KEY, UpdateStub.ACCOUNT, BASIC);
  }

  private void assertThatNothingIsLeftOver() throws IOException {
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
