package dev.latchkey.adapter.http.documentation;

import dev.latchkey.adapter.http.routing.Asset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of the pages: those of Swagger UI and ReDoc as they come from their jars, and our own.
 * A file is looked up in this list by its whole name; no path is ever made from a request.
 */
final class Assets {
  private static final String SWAGGER_UI = "org.webjars/swagger-ui";
  private static final String REDOC = "org.webjars.npm/redoc";

  /** An image that ReDoc would fetch from its makers whenever a page is opened. */
  private static final String FOREIGN_IMAGE = "https://cdn.redoc.ly/redoc/logo-mini.svg";

  /** What stands there instead: an empty one. */
  private static final String NO_IMAGE =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

  private final Asset icon = own("icon.svg");
  private final Asset swaggerStyle = jar(SWAGGER_UI, "swagger-ui.css");
  private final Asset swaggerScript = jar(SWAGGER_UI, "swagger-ui-bundle.js");
  private final Asset swaggerStart = own("docs.js");
  private final Asset redocScript =
      Asset.of("redoc.js", withoutForeignImage(webjar(REDOC, "bundles/redoc.standalone.js")));
  private final Asset redocStyle = own("redoc.css");
  private final Asset redocStart = own("redoc-start.js");

  private final Map<String, Asset> byFileName =
      List.of(icon, swaggerStyle, swaggerScript, swaggerStart, redocScript, redocStyle, redocStart)
          .stream()
          .collect(Collectors.toUnmodifiableMap(Asset::fileName, Function.identity()));

  Optional<Asset> find(String fileName) {
    return Optional.ofNullable(byFileName.get(fileName));
  }

  Asset icon() {
    return icon;
  }

  Asset swaggerStyle() {
    return swaggerStyle;
  }

  /** To be run in this order. */
  List<Asset> swaggerScripts() {
    return List.of(swaggerScript, swaggerStart);
  }

  Asset redocStyle() {
    return redocStyle;
  }

  /** To be run in this order. */
  List<Asset> redocScripts() {
    return List.of(redocScript, redocStart);
  }

  private static byte[] withoutForeignImage(byte[] script) {
    var text = new String(script, StandardCharsets.UTF_8);
    if (!text.contains(FOREIGN_IMAGE)) {
      throw new IllegalStateException("ReDoc has changed; what does it fetch now?");
    }
    return text.replace(FOREIGN_IMAGE, NO_IMAGE).getBytes(StandardCharsets.UTF_8);
  }

  private static Asset own(String name) {
    return Asset.of(name, bytes(Assets.class.getResourceAsStream(name), name));
  }

  private static Asset jar(String webjar, String file) {
    return Asset.of(file, webjar(webjar, file));
  }

  private static byte[] webjar(String webjar, String file) {
    var name = webjar.substring(webjar.indexOf('/') + 1);
    return resource("META-INF/resources/webjars/%s/%s/%s".formatted(name, version(webjar), file));
  }

  /** The version of a jar, as Maven wrote it there: it is part of the paths in it. */
  private static String version(String webjar) {
    var properties = new Properties();
    try {
      properties.load(
          new ByteArrayInputStream(resource("META-INF/maven/" + webjar + "/pom.properties")));
    } catch (IOException memoryHasNone) {
      throw new UncheckedIOException(memoryHasNone);
    }
    return properties.getProperty("version");
  }

  private static byte[] resource(String path) {
    return bytes(Assets.class.getClassLoader().getResourceAsStream(path), path);
  }

  private static byte[] bytes(@Nullable InputStream file, String name) {
    try (var there = present(file, name)) {
      return there.readAllBytes();
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }

  private static InputStream present(@Nullable InputStream file, String name) {
    if (file == null) {
      throw new IllegalStateException("not on the class path: " + name);
    }
    return file;
  }
}
