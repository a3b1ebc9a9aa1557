package dev.latchkey.domain.kernel;

import java.util.regex.Pattern;

/**
 * Names one of our keys, so that whatever was made with it can still be read after the next key
 * came. Public, short, and safe in a URL: 1 to 64 letters, digits, {@code -} and {@code _}.
 */
public record KeyId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public KeyId {
    if (!isKeyId(value)) {
      throw new IllegalArgumentException("not a key id");
    }
  }

  /** Whether the text has the form of a key id; asked before trusting what a stranger sent. */
  public static boolean isKeyId(String text) {
    return FORM.matcher(text).matches();
  }
}
