package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first journey under circumstances that must not matter. */
class OddCircumstancesTest {
  private static final String ADA = "ada@example.com";
  private static final String PASSWORD = "canary-come what may";
  private static final Duration THIRTEEN_MONTHS = Duration.ofDays(396);

  @Test
  void thirteen_months_ahead_people_sign_in_and_the_trail_is_written() throws SQLException {
    var time = new MutableTime(Instant.parse("2026-11-02T10:15:30Z"));
    try (var server = RunningServer.start(Map.of(), time)) {
      signUp(server);
      time.advance(THIRTEEN_MONTHS);

      assertThat(api(server).login(ADA, PASSWORD).status()).isEqualTo(200);
      try (var connection = connect(server.databaseUrl());
          var statement = connection.createStatement();
          var row =
              statement.executeQuery(
                  "select max(at) at time zone 'UTC' from audit_event where type ="
                      + " 'session.opened'")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).startsWith("2027-12-03 10:15:30");
      }
    }
  }

  @Test
  @Requirement("S2-65")
  void a_serving_role_without_rights_to_the_schema_does_all_and_forges_nothing()
      throws SQLException {
    try (var owner = RunningServer.start()) {
      var serving = servingRole(owner.databaseUrl());
      var settings = Map.of("DATABASE_URL", serving, "DATABASE_MIGRATION_URL", owner.databaseUrl());
      try (var server = owner.another(settings)) {
        signUp(server);
        assertThat(api(server).login(ADA, PASSWORD).status()).isEqualTo(200);
      }
      assertThat(denied(serving, "update audit_event set type = 'nothing'"))
          .hasMessageContaining("permission denied");
      assertThat(denied(serving, "delete from audit_event"))
          .hasMessageContaining("permission denied");
      assertThat(denied(serving, "create table planted (id int)"))
          .hasMessageContaining("permission denied");
      assertThat(denied(owner.databaseUrl(), "update audit_event set type = 'nothing'"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static void signUp(RunningServer server) {
    var registration = api(server).register(ADA, PASSWORD).text("registration_id");
    var verified = api(server).verify(registration, server.awaitCode(ADA));
    assertThat(verified.status()).isEqualTo(201);
  }

  private static Api api(RunningServer server) {
    return new Api(server.uri("/"));
  }

  private static String servingRole(String ownerUrl) throws SQLException {
    try (var connection = connect(ownerUrl);
        var statement = connection.createStatement()) {
      statement.execute("drop role if exists serving_only");
      statement.execute("create role serving_only login password 'canary-serving'");
    }
    return ownerUrl.replaceFirst("//[^@]*@", "//serving_only:canary-serving@");
  }

  private static Throwable denied(String databaseUrl, String sql) throws SQLException {
    try (var connection = connect(databaseUrl);
        var statement = connection.createStatement()) {
      return catchThrowable(() -> statement.execute(sql));
    }
  }

  private static Connection connect(String databaseUrl) throws SQLException {
    var uri = URI.create(databaseUrl);
    var login = uri.getUserInfo().split(":", 2);
    var jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
    return DriverManager.getConnection(jdbc, login[0], login[1]);
  }
}
