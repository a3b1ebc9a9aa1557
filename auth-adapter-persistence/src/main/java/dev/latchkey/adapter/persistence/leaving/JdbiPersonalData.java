package dev.latchkey.adapter.persistence.leaving;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.credential.JdbiGuessBudgets;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.leaving.PersonalData;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** What the tables hold about a person, as {@link PersonalTables} tells. */
public final class JdbiPersonalData implements PersonalData {
  private final Database database;
  private final FactRow facts = new FactRow();

  public JdbiPersonalData(Database database) {
    this.database = database;
  }

  @Override
  public List<PersonalRecord> read(
      Person person, Category category, @Nullable String after, int limit) {
    return database.call(
        "read what is stored about a person",
        handle ->
            about(person, handle.createQuery(PersonalTables.page(category)))
                .bind("after", after)
                .bind("limit", limit)
                .map(facts)
                .list());
  }

  @Override
  public boolean forget(Person person) {
    if (database.unitConnection().isEmpty()) {
      throw new IllegalStateException("people are forgotten in a unit of work");
    }
    return database.call("forget a person", unit -> forget(person, unit));
  }

  private static boolean forget(Person person, Handle unit) {
    var isThere =
        unit.createQuery(PersonalTables.LOCK)
            .bind("user", person.id().value())
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (isThere) {
      for (var delete : PersonalTables.FORGET) {
        about(person, unit.createUpdate(delete)).execute();
      }
    }
    return isThere;
  }

  private static <S extends SqlStatement<S>> S about(Person person, S statement) {
    return statement
        .configure(SqlStatements.class, each -> each.setUnusedBindingAllowed(true))
        .bind("user", person.id().value())
        .bind("userText", person.id().value().toString())
        .bind("email", person.email().value())
        .bindArray("names", String.class, names(person.budgets()))
        .bindArray("digests", byte[].class, digests(person.budgets()));
  }

  private static List<String> names(List<Budget> budgets) {
    return budgets.stream().map(budget -> budget.limit().name()).toList();
  }

  private static List<byte[]> digests(List<Budget> budgets) {
    return budgets.stream().map(JdbiGuessBudgets::digest).toList();
  }
}
