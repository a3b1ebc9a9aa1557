package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-events");

  private final EventJson json = new EventJson();

  @Test
  void every_event_is_written_as_it_always_was() {
    var samples = EventSamples.all().stream().collect(Collectors.groupingBy(json::typeOf));

    assertThat(samples)
        .allSatisfy(
            (type, events) ->
                assertThat(events.stream().map(json::write)).as(type).isEqualTo(golden(type)));
  }

  @Test
  void every_event_ever_written_is_still_read() {
    var samples = EventSamples.all().stream().collect(Collectors.groupingBy(json::typeOf));

    assertThat(samples)
        .allSatisfy(
            (type, events) ->
                assertThat(golden(type).stream().map(json::read)).as(type).isEqualTo(events));
  }

  @Test
  void no_golden_file_is_without_its_event() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      var types = EventSamples.all().stream().map(json::typeOf).collect(Collectors.toSet());

      assertThat(files.map(file -> file.getFileName().toString().replace(".jsonl", "")))
          .containsExactlyInAnyOrderElementsOf(types);
    }
  }

  @Test
  void no_kind_of_event_in_the_domain_is_forgotten() throws Exception {
    var sampled = EventSamples.all().stream().map(Object::getClass).collect(Collectors.toSet());

    var events = sealedEvents();
    assertThat(events).hasSizeGreaterThanOrEqualTo(4);
    assertThat(events.stream().flatMap(event -> Arrays.stream(event.getPermittedSubclasses())))
        .containsExactlyInAnyOrderElementsOf(sampled);
  }

  @Test
  void a_field_that_only_a_newer_version_knows_is_ignored() {
    var read =
        json.read(
            """
            {"type": "user.created", "version": 1, "at": "2026-11-02T10:15:30Z", "shoe_size": {"eu": 42},
             "user_id": "0193a5f0-0000-7000-8000-000000000001"}
            """);

    assertThat(read)
        .isEqualTo(
            new UserCreated(
                new UserId(UUID.fromString("0193a5f0-0000-7000-8000-000000000001")),
                Instant.parse("2026-11-02T10:15:30Z")));
  }

  @Test
  void what_only_a_newer_version_can_read_is_named_and_not_quoted() {
    assertUnreadable(
        "{'type': 'user.cloned', 'version': 1}", "unknown event user.cloned version 1");
    assertUnreadable(
        "{'type': 'user.created', 'version': 2}", "unknown event user.created version 2");
    assertUnreadable(
        "{'type': 'user.created', 'version': 1, 'user_id': 'secret'}",
        "user.created: user_id is missing or unknown");
    assertUnreadable(
        "{'type': 'signing-key.revoked', 'version': 1, 'key_id': 'a secret'}",
        "signing-key.revoked: key_id is missing or unknown");
    assertUnreadable("{'version': 1}", "event: type is missing or unknown");
    assertUnreadable("secret", "not JSON");
  }

  @Test
  void an_event_without_a_wire_form_is_a_bug() {
    record Stranger(Instant at) implements AuthEvent {
      @Override
      public Optional<UUID> subject() {
        return Optional.empty();
      }
    }

    assertThatThrownBy(() -> json.write(new Stranger(Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Stranger");
  }

  @Test
  void a_delivery_goes_there_and_back() {
    var id = new EventId(UUID.fromString("0193a5f0-0000-7000-8000-000000000009"));
    var hints = new ClientHints(Map.of("sec-ch-ua-platform", "\"Windows\""));
    var full =
        new ClientContext(
            "192.0.2.1", "Agent \"quoted\" ü", "request-1", hints, new Language("de-AT"));

    for (var client : List.of(full, ClientContext.none())) {
      var delivery = new Delivery(id, EventSamples.all().get(0), client);
      assertThat(json.readDelivery(json.writeDelivery(delivery))).isEqualTo(delivery);
    }
  }

  @Test
  void a_delivery_without_a_language_or_with_one_that_nobody_knows_is_read() {
    var id = new EventId(UUID.fromString("0193a5f0-0000-7000-8000-000000000009"));
    var german = new ClientContext(null, null, null, ClientHints.none(), new Language("de"));
    var event = EventSamples.all().get(0);
    var written =
        new String(json.writeDelivery(new Delivery(id, event, german)), StandardCharsets.UTF_8);
    assertThat(written).contains(",\"client\":{\"language\":\"de\"}");

    for (var other : List.of("{}", "{\"language\":\"no such\"}", "{\"language\":7}")) {
      var data = written.replace("{\"language\":\"de\"}", other).getBytes(StandardCharsets.UTF_8);
      assertThat(json.readDelivery(data)).isEqualTo(new Delivery(id, event, ClientContext.none()));
    }
  }

  private void assertUnreadable(String text, String message) {
    assertThatThrownBy(() -> json.read(text.replace('\'', '"')))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(message);
  }

  private static List<String> golden(String type) {
    try {
      return Files.readAllLines(GOLDEN.resolve(type + ".jsonl"), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException("no golden file for " + type, missing);
    }
  }

  /** Every sealed event of the domain, found where its classes lie. */
  private static List<Class<?>> sealedEvents() throws IOException, URISyntaxException {
    var place =
        Path.of(AuthEvent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return sealedEventsIn(place);
    }
    try (var jar = FileSystems.newFileSystem(place)) {
      return sealedEventsIn(jar.getPath("/"));
    }
  }

  private static List<Class<?>> sealedEventsIn(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith("Event.class"))
          .<Class<?>>flatMap(EventJsonTest::load)
          .filter(kind -> kind.isSealed() && AuthEvent.class.isAssignableFrom(kind))
          .toList();
    }
  }

  private static Stream<Class<?>> load(String file) {
    try {
      return Stream.of(Class.forName(file.replace('/', '.').replace(".class", "")));
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }
}
