package dev.latchkey.adapter.http.page;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds templates by their names: those that are somebody's own first, then those in our jar, and
 * nothing else anywhere.
 */
final class TemplateLoader implements Loader<String> {
  /** Below it stand ours; a name with or without it is the same name. */
  private static final String ROOT = "dev/latchkey/adapter/http/";

  private static final Pattern NAME = Pattern.compile("(?!documentation/)[a-z]+/[a-z-]+\\.peb");

  private final Map<String, String> own;

  TemplateLoader(Map<String, String> own) {
    this.own = own;
  }

  /** Whether a page of ours has a template of this name. */
  static boolean isOurs(String name) {
    return NAME.matcher(name).matches() && TemplateLoader.class.getResource(path(name)) != null;
  }

  @Override
  public Reader getReader(String name) {
    var text = own.get(name);
    if (text != null) {
      return new StringReader(text);
    }
    var ours = NAME.matcher(name).matches() ? open(name) : null;
    if (ours == null) {
      throw new LoaderException(null, "there is no template of that name");
    }
    return new InputStreamReader(ours, StandardCharsets.UTF_8);
  }

  private static @Nullable InputStream open(String name) {
    return TemplateLoader.class.getResourceAsStream(path(name));
  }

  private static String path(String name) {
    return "/" + ROOT + name;
  }

  /** The name without what may stand before it. */
  static String shortName(String name) {
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }

  @Override
  public String createCacheKey(String name) {
    return shortName(name);
  }

  @Override
  public boolean resourceExists(String name) {
    return own.containsKey(name) || isOurs(name);
  }

  /** There are no relative ones. */
  @Override
  public String resolveRelativePath(String name, String anchor) {
    return name;
  }

  @Override
  public void setCharset(String charset) {
    // Ours are UTF-8.
  }

  @Override
  public void setPrefix(String prefix) {
    // Names are whole.
  }

  @Override
  public void setSuffix(String suffix) {
    // As above.
  }
}
