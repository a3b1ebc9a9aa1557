package dev.latchkey.application.leaving;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.leaving.LeavingEvent.DataExported;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.leaving.PersonalData;
import dev.latchkey.domain.leaving.PersonalData.Category;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands a user everything that is stored about him. That he asked is on the trail before he gets
 * the first word, and so in what he gets.
 */
public final class ExportPersonalData {
  /** Who; he has just shown that it is him. */
  public record Command(UserId user, ClientContext client) {}

  /** What became of it. */
  public sealed interface Outcome {
    record Ready(Export export) implements Outcome {}

    record UnknownUser() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Users users;
  private final PersonalData personalData;
  private final Outbox outbox;
  private final Persons persons;
  private final InstantSource time;

  public ExportPersonalData(StoragePorts storage, Persons persons, InstantSource time) {
    this.unit = storage.unit();
    this.users = storage.users();
    this.personalData = storage.personalData();
    this.outbox = storage.outbox();
    this.persons = persons;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    var user = users.find(command.user());
    if (user.isEmpty()) {
      return new Outcome.UnknownUser();
    }
    unit.write(() -> outbox.append(new DataExported(command.user(), now), command.client()));
    return new Outcome.Ready(new Export(personalData, persons.of(user.get()), now));
  }

  /**
   * What is stored, read a page at a time while it is handed over: however much it is, no more than
   * {@value #PAGE} records are in memory, and the database waits for nobody.
   */
  public static final class Export {
    private static final int PAGE = 500;

    private final PersonalData personalData;
    private final Person person;
    private final Instant at;

    private Export(PersonalData personalData, Person person, Instant at) {
      this.personalData = personalData;
      this.person = person;
      this.at = at;
    }

    public UserId user() {
      return person.id();
    }

    /** When it was asked for. */
    public Instant at() {
      return at;
    }

    /** The records of a category, each page read when it is needed. */
    public Stream<PersonalRecord> records(Category category) {
      return Stream.iterate(
              page(category, null), page -> !page.isEmpty(), page -> next(category, page))
          .flatMap(List::stream);
    }

    private List<PersonalRecord> next(Category category, List<PersonalRecord> page) {
      return page.size() < PAGE ? List.of() : page(category, page.getLast().key());
    }

    private List<PersonalRecord> page(Category category, @Nullable String after) {
      return personalData.read(person, category, after, PAGE);
    }
  }
}
