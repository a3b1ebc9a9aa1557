package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.persistence.Migrations.Step;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.requirement.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private ScratchDatabase scratch;

  @BeforeEach
  void start_from_an_empty_database() {
    scratch = ScratchDatabase.anew(postgres);
  }

  @Test
  @Requirement({"S0-26", "S1-60", "S2-13"})
  void an_empty_database_is_brought_up_to_date() {
    var migrations = new Migrations(PersistenceConfig.of(scratch.owner()));
    assertThat(migrations.info()).isNotEmpty().allMatch(step -> step.state().equals("Pending"));

    var applied = migrations.apply();

    assertThat(applied)
        .allMatch(step -> step.state().equals("Success") && step.installedOn().isPresent());
    assertThat(applied)
        .extracting(Step::description)
        .contains("user", "credential", "registration", "session", "signing key", "guess budget");
  }

  @Test
  void the_second_time_nothing_is_left_to_do() {
    var migrations = new Migrations(PersistenceConfig.of(scratch.owner()));
    var first = migrations.apply();

    assertThat(migrations.apply()).isEqualTo(first);
    assertThat(migrations.info()).isEqualTo(first);
  }

  @Test
  void several_nodes_may_migrate_at_the_same_moment() {
    var config = PersistenceConfig.of(scratch.serving()).withOwner(scratch.owner());

    var steps = Race.of(4, () -> new Migrations(config).apply());

    assertThat(steps).allMatch(steps.get(0)::equals);
  }

  @Test
  void everything_is_made_in_the_schema_of_the_connection() {
    var owner = scratch.owner();
    var jdbi = ScratchDatabase.jdbi(owner);
    jdbi.useHandle(handle -> handle.execute("create schema \"My schema\""));
    var inSchema =
        new DatabaseAccess(
            owner.jdbcUrl() + "?currentSchema=%22My%20schema%22", owner.user(), owner.password());

    new Migrations(PersistenceConfig.of(inSchema)).apply();

    var schemas =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select distinct nspname
                          from pg_class
                          join pg_roles on pg_roles.oid = relowner and rolname = current_user
                          join pg_namespace on pg_namespace.oid = relnamespace
                         where relkind in ('r', 'p')
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(schemas).containsExactly("My schema");
  }

  @Test
  void a_role_that_may_not_create_anything_is_told_so() {
    var migrations = new Migrations(PersistenceConfig.of(scratch.serving()));

    assertThatThrownBy(migrations::apply)
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("apply the database migrations");
  }
}
