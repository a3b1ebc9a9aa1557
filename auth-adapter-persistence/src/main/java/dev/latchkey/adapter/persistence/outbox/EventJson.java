package dev.latchkey.adapter.persistence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events as JSON and back: {@code {"type": "session.opened", "version": 1, "at": …, …}}.
 *
 * <p>Types are listed by hand, so that a class may be renamed and the rows of last year still read;
 * no name of a class is ever read from data. Fields that this version does not know are ignored; a
 * type, version or value it does not know is an {@link UnreadableEventException}.
 */
public final class EventJson {
  private final ObjectMapper mapper = JsonMapper.builder().build();
  private final Map<Class<?>, EventVariant<?>> byKind;
  private final Map<String, EventVariant<?>> byType;

  public EventJson() {
    var all = EventVariants.all();
    byKind = all.stream().collect(Collectors.toMap(EventVariant::kind, Function.identity()));
    byType = all.stream().collect(Collectors.toMap(EventVariant::type, Function.identity()));
  }

  /**
   * The name of this kind of event on the wire.
   *
   * @throws IllegalArgumentException when the kind is in no table: a bug
   */
  public String typeOf(AuthEvent event) {
    return variantOf(event).type();
  }

  /** The event as JSON text. */
  public String write(AuthEvent event) {
    return tree(event).toString();
  }

  /** The event that this JSON text tells. */
  public AuthEvent read(String json) {
    return event(parsed(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** What a worker needs to know, as JSON in UTF-8. */
  byte[] writeDelivery(Delivery delivery) {
    var json = JsonNodeFactory.instance.objectNode();
    new FieldWriter(json).id("id", delivery.id().value());
    json.set("event", tree(delivery.event()));
    var client = delivery.client();
    var language = client.language();
    new FieldWriter(json.putObject("client"))
        .text("address", client.address())
        .text("user_agent", client.userAgent())
        .text("request_id", client.requestId())
        .texts("hints", client.hints().fields())
        .text("language", language == null ? null : language.tag());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  Delivery readDelivery(byte[] data) {
    var in = new FieldReader("delivery", parsed(data));
    var client = in.object("client");
    return new Delivery(
        new EventId(in.id("id")),
        event(in.node("event")),
        new ClientContext(
            client.textOrNull("address"),
            client.textOrNull("user_agent"),
            client.textOrNull("request_id"),
            new ClientHints(client.texts("hints")),
            Optional.ofNullable(client.textOrNull("language"))
                .flatMap(Language::parse)
                .orElse(null)));
  }

  private ObjectNode tree(AuthEvent event) {
    var json = JsonNodeFactory.instance.objectNode();
    variantOf(event).write(event, new FieldWriter(json));
    return json;
  }

  private EventVariant<?> variantOf(AuthEvent event) {
    var variant = byKind.get(event.getClass());
    if (variant == null) {
      throw new IllegalArgumentException("no wire form for " + event.getClass().getName());
    }
    return variant;
  }

  private AuthEvent event(JsonNode json) {
    var head = new FieldReader("event", json);
    var type = head.text("type");
    var version = head.number("version");
    var variant = byType.get(type);
    if (variant == null || variant.version() != version) {
      throw new UnreadableEventException("unknown event " + type + " version " + version);
    }
    return variant.read(new FieldReader(type, json));
  }

  /** The parser's own message would quote the data. */
  private JsonNode parsed(byte[] json) {
    try {
      return mapper.readTree(json);
    } catch (IOException malformed) {
      throw new UnreadableEventException("not JSON");
    }
  }
}
