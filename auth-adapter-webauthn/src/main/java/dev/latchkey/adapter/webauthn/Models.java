package dev.latchkey.adapter.webauthn;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.domain.user.DisplayName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What well-known authenticators and password managers are called. */
final class Models {
  private static final String FILE = "models.tsv";

  private final Map<UUID, DisplayName> names;

  private Models(Map<UUID, DisplayName> names) {
    this.names = names;
  }

  static Models load() {
    try (var file = Objects.requireNonNull(Models.class.getResourceAsStream(FILE))) {
      return new Models(
          new String(file.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t", 2))
              .collect(
                  Collectors.toUnmodifiableMap(
                      line -> UUID.fromString(line[0]), line -> new DisplayName(line[1]))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Optional<DisplayName> name(UUID aaguid) {
    return Optional.ofNullable(names.get(aaguid));
  }

  Map<UUID, DisplayName> all() {
    return names;
  }
}
