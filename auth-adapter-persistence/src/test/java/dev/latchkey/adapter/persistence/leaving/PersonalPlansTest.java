package dev.latchkey.adapter.persistence.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.leaving.PersonalData.Category;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One person is found among many by indexes, however much there is about the others. */
class PersonalPlansTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final UUID SOMEBODY = UUID.fromString("00000000-0000-7000-8000-000000000777");
  private static final String ID = "('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid";

  /** Months ahead are empty, and an empty table is read as it is. */
  private static final String A_PARTITION_WITH_ROWS_IN_IT =
      "Seq Scan on audit_event[^(]*\\(cost=\\S+ rows=(?!1 )";

  @BeforeEach
  void many_people_live_here() {
    postgres
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into app_user select "
                      + ID
                      + ", n || '@example.com', null, 'ACTIVE', 0, '{user}', now()"
                      + " from generate_series(1, 5000) n");
              handle.execute(
                  "insert into session select gen_random_uuid(), "
                      + ID
                      + ", now(), '{pwd}', 'aal1', null, null, 0, 'k', '\\x00', null, null, now(),"
                      + " now(), now(), now(), null from generate_series(1, 5000) n");
              handle.execute(
                  "insert into registration (id, email, started_at, expires_at, asked_at) select "
                      + ID
                      + ", n || '@example.com', now(), now(), now()"
                      + " from generate_series(1, 5000) n");
              handle.execute(
                  "insert into audit_event (id, at, type, subject, event)"
                      + " select gen_random_uuid(), now(), 'registration.completed',"
                      + " gen_random_uuid(), jsonb_build_object('user_id', "
                      + ID
                      + ") from generate_series(1, 5000) n, generate_series(1, 4)");
              handle.execute("analyze app_user, session, registration, audit_event");
            });
  }

  @Test
  void no_category_reads_what_is_about_others() {
    for (var category :
        List.of(
            Category.PROFILE,
            Category.CREDENTIALS,
            Category.SESSIONS,
            Category.REGISTRATIONS,
            Category.DELETION,
            Category.AUDIT_TRAIL)) {
      var plan = planOf(PersonalTables.page(category));

      assertThat(plan)
          .as(category.name())
          .doesNotContainPattern("Seq Scan on (app_user|session|registration)")
          .doesNotContainPattern(A_PARTITION_WITH_ROWS_IN_IT);
    }
  }

  @Test
  void the_trail_is_found_by_its_subject_and_by_the_few_lines_beside() {
    assertThat(planOf(PersonalTables.page(Category.AUDIT_TRAIL)))
        .contains("subject_at_id", "expr_idx");
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
                        .bind("user", SOMEBODY)
                        .bind("userText", SOMEBODY.toString())
                        .bind("email", "777@example.com")
                        .bindArray("names", String.class, "password")
                        .bindArray("digests", byte[].class, (Object[]) new byte[][] {{1}})
                        .bind("after", (String) null)
                        .bind("limit", 500)
                        .mapTo(String.class)
                        .list()));
  }
}
