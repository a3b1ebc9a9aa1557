package dev.latchkey.adapter.persistence.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done on each request reads along an index, however many sessions there were. */
class SessionPlansTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final User ADA = AUser.owning("ada@example.com");
  private static final UUID LAST = new UUID(-1, -1);
  private static final int ENDED = 5000;

  @BeforeEach
  void open_and_end_many_sessions() {
    postgres.ports().users().add(ADA);
    var template = ASession.of(ADA, AUser.BORN);
    postgres.ports().sessions().open(template, ADA.epoch());
    postgres
        .jdbi()
        .useHandle(
            handle -> {
              handle
                  .createUpdate(
                      """
                      insert into session
                      select gen_random_uuid(), user_id, login_at, methods, assurance, address,
                             user_agent, generation, rotation_key, current_digest,
                             previous_digest, rotated_at, created_at, last_used_at,
                             idle_expires_at, expires_at, case when n > 5 then created_at end
                        from session, generate_series(1, :ended) n
                      """)
                  .bind("ended", ENDED)
                  .execute();
              handle.execute("analyze session");
            });
  }

  @Test
  void a_list_is_read_in_its_order_and_passes_ended_sessions_by() {
    var plan = planOf(SessionSql.LIST);

    assertThat(plan).contains("session_signed_in").doesNotContain("Sort", "Seq Scan");
  }

  @Test
  void a_check_reads_by_primary_keys() {
    var plan = planOf(SessionSql.CHECK);

    assertThat(plan).contains("session_pkey").doesNotContain("Seq Scan on session");
  }

  private static String planOf(String statement) {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                String.join(
                    "\n",
                    handle
                        .createQuery("explain " + statement)
                        .configure(
                            SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                        .bind("id", LAST)
                        .bind("key", "signing-1")
                        .bind("user", ADA.id().value())
                        .bind("before", LAST)
                        .bind("limit", 21)
                        .bind("now", OffsetDateTime.ofInstant(AUser.BORN, ZoneOffset.UTC))
                        .mapTo(String.class)
                        .list()));
  }
}
