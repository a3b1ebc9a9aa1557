package dev.latchkey.bootstrap.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the settings say, each parsed or at fault. */
final class Values {
  private final Map<String, Object> parsed = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final List<Fault> faults = new ArrayList<>();

  private Values() {}

  /** Parses everything that the sources give, and the fallbacks of the rest. */
  static Values of(Sources sources) {
    var values = new Values();
    Settings.ALL.forEach(setting -> values.take(setting, sources));
    return values;
  }

  private void take(Setting<?> setting, Sources sources) {
    try {
      sources.find(setting).ifPresentOrElse(text -> parse(setting, text), () -> fallBack(setting));
    } catch (IllegalArgumentException unusable) {
      given.add(setting.name());
      faults.add(
          new Fault(
              setting.name(),
              "The file that it is in %s.".formatted(unusable.getMessage()),
              "Check that it exists and who may read it."));
    }
  }

  private void fallBack(Setting<?> setting) {
    if (setting.fallback() != null) {
      parsed.put(setting.name(), setting.syntax().parse(setting.fallback()));
    }
  }

  private void parse(Setting<?> setting, Sources.Text text) {
    given.add(setting.name());
    try {
      parsed.put(setting.name(), setting.syntax().parse(text.value()));
    } catch (IllegalArgumentException refused) {
      faults.add(
          new Fault(
              setting.name(),
              "The value from %s %s.".formatted(text.origin(), refused.getMessage()),
              "It takes " + setting.syntax().form().replace("`", "") + "."));
    }
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** Whether it is set to something that can be used, or not set and has a fallback. */
  boolean has(Setting<?> setting) {
    return parsed.containsKey(setting.name());
  }

  /** Whether it is set to something that cannot be used. */
  boolean isFaulty(Setting<?> setting) {
    return given.contains(setting.name()) && !has(setting);
  }

  <T> Optional<T> find(Setting<T> setting) {
    // Put there by the parser of this very setting.
    @SuppressWarnings("unchecked")
    var value = (T) parsed.get(setting.name());
    return Optional.ofNullable(value);
  }

  /** For settings that have a fallback. */
  <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new IllegalStateException(setting.name()));
  }
}
