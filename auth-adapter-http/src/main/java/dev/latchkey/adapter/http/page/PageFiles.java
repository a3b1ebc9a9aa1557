package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.routing.Asset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that pages load: one style sheet, one image, and small scripts. */
public final class PageFiles {
  private static final List<String> SCRIPTS =
      List.of(
          "token.js",
          "password.js",
          "sign-in.js",
          "sign-up.js",
          "passkey.js",
          "passkeys.js",
          "reauthenticate.js",
          "signal.js",
          "strength.js",
          "upgrade.js");

  private final Asset style;
  private final Asset icon;
  private final Map<String, Asset> scripts =
      SCRIPTS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), PageFiles::read));
  private final Map<String, Asset> byFileName;

  PageFiles(Looks looks) {
    style = Asset.of("page.css", themed(looks.theme()));
    icon = looks.logo().orElseGet(() -> read("icon.svg"));
    byFileName =
        Stream.concat(Stream.of(style, icon), scripts.values().stream())
            .collect(Collectors.toUnmodifiableMap(Asset::fileName, Function.identity()));
  }

  /** One style sheet all the same: a page waits for no second. */
  private static byte[] themed(String theme) {
    var css = new String(bytes("page.css"), StandardCharsets.UTF_8);
    return (theme.isEmpty() ? css : css + '\n' + theme).getBytes(StandardCharsets.UTF_8);
  }

  /** The file that pages call so. */
  public Optional<Asset> find(String fileName) {
    return Optional.ofNullable(byFileName.get(fileName));
  }

  Asset style() {
    return style;
  }

  Asset icon() {
    return icon;
  }

  /** The script of this name; there is one, or the name is a bug. */
  Asset script(String name) {
    var script = scripts.get(name);
    if (script == null) {
      throw new IllegalArgumentException("no script " + name);
    }
    return script;
  }

  private static Asset read(String name) {
    return Asset.of(name, bytes(name));
  }

  private static byte[] bytes(String name) {
    try (var file = PageFiles.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return file.readAllBytes();
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }
}
