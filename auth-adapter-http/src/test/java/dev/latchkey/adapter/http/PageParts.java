package dev.latchkey.adapter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The parts of a page, as a browser finds them. */
final class PageParts {
  private PageParts() {}

  /** The hash by which a policy names what is inside the first element of this name. */
  static String hash(String page, String element) {
    var matcher =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(page);
    if (!matcher.find()) {
      throw new AssertionError("no " + element);
    }
    try {
      var inside = matcher.group(1).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(inside));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
