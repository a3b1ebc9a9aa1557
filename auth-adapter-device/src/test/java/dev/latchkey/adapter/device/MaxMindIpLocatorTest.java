package dev.latchkey.adapter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.domain.device.Place;
import dev.latchkey.testkit.contract.IpLocatorContract;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.APlaceDatabase;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaxMindIpLocatorTest extends IpLocatorContract {
  private static final Place PARIS = new Place("Paris", "Île-de-France", "France", "FR");

  private final MutableTime time = MutableTime.somewhen();
  private final AtomicInteger changes = new AtomicInteger();

  @TempDir private Path folder;

  @Override
  protected IpLocator knowing() {
    put(APlaceDatabase.ofDocumentation().with("10.0.0.0/8", PARIS).with("fc00::/7", PARIS));
    return locator();
  }

  @Override
  protected IpLocator ignorant() {
    return new MaxMindIpLocator(folder.resolve("none.mmdb"), time);
  }

  private Path file() {
    return folder.resolve("places.mmdb");
  }

  private MaxMindIpLocator locator() {
    return new MaxMindIpLocator(file(), time);
  }

  /** As an updater does it: written beside, and moved into place. */
  private void put(APlaceDatabase database) {
    put(database.bytes());
  }

  private void put(byte[] content) {
    try {
      var fresh = Files.write(folder.resolve("fresh"), content);
      stamp(fresh);
      Files.move(fresh, file(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      throw new AssertionError(full);
    }
  }

  /** Another time for each, however fast a test is. */
  private void stamp(Path changed) throws IOException {
    Files.setLastModifiedTime(
        changed, FileTime.from(time.instant().plusSeconds(changes.incrementAndGet())));
  }

  @Test
  void a_network_is_known_from_its_first_address_to_its_last() {
    var knowing = knowing();

    assertThat(knowing.locate("203.0.113.0")).contains(APlaceDatabase.LONDON);
    assertThat(knowing.locate("203.0.113.255")).contains(APlaceDatabase.LONDON);
    assertThat(knowing.locate("::ffff:203.0.113.7")).contains(APlaceDatabase.LONDON);
    assertThat(knowing.locate("203.0.112.255")).isEmpty();
    assertThat(knowing.locate("203.0.114.0")).isEmpty();
    assertThat(knowing.locate("2001:db8:ffff::")).contains(APlaceDatabase.REYKJAVIK);
    assertThat(knowing.locate("2001:db9::")).isEmpty();
  }

  @Test
  @Requirement("S0-36")
  void a_new_file_is_read_when_it_has_looked_the_same_twice() {
    var locator = knowing();
    assertThat(locator.locate(IPV4)).contains(APlaceDatabase.LONDON);
    put(APlaceDatabase.empty().with("203.0.113.0/24", PARIS));

    look(locator);
    assertThat(locator.locate(IPV4)).contains(APlaceDatabase.LONDON);
    look(locator);

    assertThat(locator.locate(IPV4)).contains(PARIS);
    assertThat(locator.locate(IPV6)).isEmpty();
  }

  private void look(IpLocator locator) {
    time.advance(MaxMindIpLocator.BETWEEN_LOOKS);
    locator.locate(IPV4);
  }

  @Test
  void a_file_that_comes_later_is_found() {
    var locator = locator();
    assertThat(locator.locate(IPV4)).isEmpty();

    put(APlaceDatabase.ofDocumentation());
    look(locator);
    look(locator);

    assertThat(locator.locate(IPV4)).contains(APlaceDatabase.LONDON);
  }

  @Test
  void a_file_that_is_taken_away_is_forgotten() throws IOException {
    var locator = knowing();
    assertThat(locator.locate(IPV4)).isPresent();

    Files.delete(file());
    look(locator);
    look(locator);

    assertThat(locator.locate(IPV4)).isEmpty();
  }

  @Test
  void a_file_that_is_being_written_is_left_alone() throws IOException {
    var locator = knowing();
    locator.locate(IPV4);
    var fresh = APlaceDatabase.empty().with("203.0.113.0/24", PARIS).bytes();

    try (var log = LogLines.of(MaxMindIpLocator.class)) {
      for (var length = 1; length < fresh.length; length += fresh.length / 10) {
        Files.write(file(), Arrays.copyOf(fresh, length));
        stamp(file());
        look(locator);
        assertThat(locator.locate(IPV4)).contains(APlaceDatabase.LONDON);
      }
      Files.write(file(), fresh);
      stamp(file());
      look(locator);
      look(locator);
      assertThat(locator.locate(IPV4)).contains(PARIS);
      assertThat(log.lines()).noneMatch(line -> line.contains("cannot be read"));
    }
  }

  @Test
  void a_broken_file_leaves_the_old_one_and_is_complained_of_once() {
    var locator = knowing();
    locator.locate(IPV4);

    try (var log = LogLines.of(MaxMindIpLocator.class)) {
      put("no database at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      for (var n = 0; n < 5; n++) {
        look(locator);
        assertThat(locator.locate(IPV4)).contains(APlaceDatabase.LONDON);
      }
      assertThat(log.lines()).singleElement().asString().contains("cannot be read");
      put(APlaceDatabase.empty().with("203.0.113.0/24", PARIS));
      look(locator);
      look(locator);
      assertThat(locator.locate(IPV4)).contains(PARIS);
    }
  }

  @Test
  void a_file_that_is_broken_from_the_start_is_no_failure() {
    put(new byte[0]);
    var locator = locator();

    try (var log = LogLines.of(MaxMindIpLocator.class)) {
      assertThat(locator.locate(IPV4)).isEmpty();
      look(locator);
      look(locator);
      assertThat(locator.locate(IPV4)).isEmpty();
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void a_database_of_something_else_is_not_taken() {
    put(APlaceDatabase.ofDocumentation().ofType("GeoLite2-ASN"));

    assertThat(locator().locate(IPV4)).isEmpty();
  }

  @Test
  void a_folder_is_no_file() throws IOException {
    Files.createDirectory(file());

    assertThat(locator().locate(IPV4)).isEmpty();
  }

  /** Bytes of the tree and of the data, one after the other, under readers that go on. */
  @Test
  void whatever_is_wrong_inside_is_no_failure() {
    var sound = APlaceDatabase.ofDocumentation().bytes();
    for (var n = 0; n < sound.length; n++) {
      var wrong = sound.clone();
      wrong[n] ^= (byte) 0x95;
      put(wrong);
      var locator = locator();
      assertThat(locator.locate(IPV4).map(Place::countryCode)).isNotNull();
      assertThat(locator.locate(IPV6)).isNotNull();
    }
  }

  @Test
  void nobody_fails_while_the_file_is_replaced() {
    var locator = knowing();
    locator.locate(IPV4);

    for (var round = 0; round < 20; round++) {
      put(
          APlaceDatabase.empty()
              .with("203.0.113.0/24", round % 2 == 0 ? PARIS : APlaceDatabase.LONDON));
      assertThat(
              Race.of(
                  Race.MANY,
                  () -> {
                    time.advance(MaxMindIpLocator.BETWEEN_LOOKS);
                    return locator.locate(IPV4).orElseThrow();
                  }))
          .isSubsetOf(PARIS, APlaceDatabase.LONDON);
    }
  }
}
