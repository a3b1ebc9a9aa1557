package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What the reader of database URLs promises, as a target for a fuzzer: a place and a login, or a
 * complaint that repeats nothing.
 */
public final class DatabaseUrlFuzz {
  private static final String PASSWORD = "canary";

  private DatabaseUrlFuzz() {}

  /** Reads the bytes as a URL. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      var access = DatabaseAccess.parse(new String(input, StandardCharsets.UTF_8));
      assertThat(access.jdbcUrl()).startsWith("jdbc:postgresql://");
      assertThat(DatabaseAccess.parse(written(access))).isEqualTo(access);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("The database URL ").hasNoCause();
      assertThat(refused.getMessage()).doesNotContain(PASSWORD);
    }
  }

  private static String written(DatabaseAccess access) {
    var identity = encoded(access.user()) + ':' + encoded(access.password()) + '@';
    return access.jdbcUrl().replaceFirst("//", "//" + identity);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
