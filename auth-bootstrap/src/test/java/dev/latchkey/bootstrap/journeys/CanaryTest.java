package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Canary.Artefact;
import dev.latchkey.bootstrap.testing.TestDatabases;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the scanner finds what is there, in whatever form, and nothing that is not. */
class CanaryTest {
  private static final String VALUE = "canary: a yellow/one & more?";
  private static final Canary CANARY = Canary.secret("bird", VALUE);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "{\"password\":\""})
  void it_is_found_in_every_form_wherever_it_begins(String before) {
    var text = before + VALUE + "\"}";
    var bytes = text.getBytes(StandardCharsets.UTF_8);

    assertFound(text);
    assertFound(text.replace("/", "\\/"));
    assertFound(URLEncoder.encode(text, StandardCharsets.UTF_8));
    assertFound(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    assertFound("\\x" + HexFormat.of().formatHex(bytes));
    assertFound(HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
    assertFound("Basic " + Base64.getEncoder().encodeToString(bytes));
    assertFound("x." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".y");
  }

  @Test
  void the_bytes_behind_a_token_are_found_in_a_dump() {
    var bytes = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var dump = "(1,\\x" + HexFormat.of().formatHex(bytes) + ")";

    assertThat(finds(Canary.bytes("token", token, 4, 12), "table a", dump)).isEqualTo(1);
  }

  @Test
  void what_is_not_there_is_not_found() {
    var other = "canary: a yellow/one & mor?";
    var bytes = other.getBytes(StandardCharsets.UTF_8);
    var text = other + HexFormat.of().formatHex(bytes) + Base64.getEncoder().encodeToString(bytes);

    assertThat(finds(CANARY, "log", text)).isZero();
  }

  @Test
  void where_it_may_be_it_is_not_looked_for() {
    var confined = Canary.confined("bird", VALUE, "mail to ada", "table app_user");

    assertThat(finds(confined, "mail to ada@example.com", VALUE)).isZero();
    assertThat(finds(confined, "table app_user", VALUE)).isZero();
    assertThat(finds(confined, "mail to bob@example.com", VALUE)).isEqualTo(1);
    assertThat(finds(confined, "log", VALUE)).isEqualTo(1);
  }

  @Test
  void every_table_is_read_whatever_its_columns_are() throws SQLException {
    var name = TestDatabases.create();
    try {
      plant(name);
      var artefacts = DatabaseText.of(TestDatabases.url(name));

      assertThat(Canary.scan(List.of(CANARY), artefacts))
          .extracting(Canary.Find::artefact)
          .containsExactlyInAnyOrder("table As Text", "table as_bytes", "table as_json");
    } finally {
      TestDatabases.drop(name);
    }
  }

  private static void plant(String name) throws SQLException {
    try (var connection = TestDatabases.connect(TestDatabases.url(name));
        var statement = connection.createStatement()) {
      statement.execute("create schema other");
      statement.execute("create table other.\"As Text\" as select '" + VALUE + "' as a");
      statement.execute("create table as_bytes as select convert_to('" + VALUE + "', 'UTF8')");
      statement.execute("create table as_json as select jsonb_build_object('a', '" + VALUE + "')");
      statement.execute("create table clean as select 'canary' as a");
    }
  }

  private static void assertFound(String text) {
    assertThat(finds(CANARY, "log of the server", text)).as(text).isPositive();
  }

  private static int finds(Canary canary, String artefact, String text) {
    return Canary.scan(List.of(canary), List.of(new Artefact(artefact, text))).size();
  }
}
