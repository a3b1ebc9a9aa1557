package dev.latchkey.bootstrap.transfer;

import dev.latchkey.application.user.ImportUsers;
import dev.latchkey.application.user.ImportUsers.Candidate;
import dev.latchkey.application.user.ImportUsers.Outcome;
import dev.latchkey.bootstrap.transfer.UserLine.Parsed;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.user.EmailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes a file of users in, some hundred at a time, each hundred in one transaction. Killed at any
 * moment it can be run again: who is there already is only counted.
 */
public final class UserImport {
  private static final int AT_A_TIME = 200;

  private final ImportUsers importUsers;
  private final boolean dryRun;
  private final Consumer<LineFault> faults;
  private final Map<String, Long> lineOfAddress = new HashMap<>();
  private final List<Parsed> waiting = new ArrayList<>();
  private long imported;
  private long there;
  private long refused;

  /**
   * An import that has not begun.
   *
   * @param faults hears of each line that is refused, in their order
   */
  public UserImport(ImportUsers importUsers, boolean dryRun, Consumer<LineFault> faults) {
    this.importUsers = importUsers;
    this.dryRun = dryRun;
    this.faults = faults;
  }

  /**
   * How many lines became what.
   *
   * @param imported or could be, in a dry run
   * @param there users who were there already, with the same hash
   */
  public record Summary(long imported, long there, long refused) {}

  /**
   * Reads to the end.
   *
   * @param in buffered
   */
  public Summary run(InputStream in) {
    try {
      var lines = new Lines(in);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        parse(line.get()).ifPresent(waiting::add);
        if (waiting.size() == AT_A_TIME) {
          takeIn();
        }
      }
    } catch (IOException unreadable) {
      throw new InfrastructureException("read the users", unreadable);
    }
    takeIn();
    return new Summary(imported, there, refused);
  }

  private Optional<Parsed> parse(Line line) {
    return switch (line) {
      case Line.Unreadable(var number, var reason) ->
          Optional.of(new Parsed.Wrong(new LineFault(number, "", reason)));
      case Line.Text text when text.text().isBlank() -> Optional.empty();
      case Line.Text text -> Optional.of(firstOfItsAddress(UserLine.parse(text)));
    };
  }

  private Parsed firstOfItsAddress(Parsed parsed) {
    if (!(parsed instanceof Parsed.User(var line, var candidate))) {
      return parsed;
    }
    var first =
        EmailAddress.parse(candidate.email())
            .map(email -> lineOfAddress.putIfAbsent(email.value(), line));
    return first.isEmpty()
        ? parsed
        : new Parsed.Wrong(
            new LineFault(line, "email", "the same address as in line " + first.get()));
  }

  private void takeIn() {
    var outcomes = importUsers.handle(command()).iterator();
    for (var each : waiting) {
      switch (each) {
        case Parsed.Wrong(var fault) -> refuse(fault);
        case Parsed.User(var line, var candidate) -> count(line, outcomes.next());
      }
    }
    waiting.clear();
  }

  private ImportUsers.Command command() {
    return new ImportUsers.Command(candidates(), dryRun, ClientContext.none());
  }

  private List<Candidate> candidates() {
    return waiting.stream()
        .flatMap(
            each ->
                each instanceof Parsed.User(var line, var candidate)
                    ? Stream.of(candidate)
                    : Stream.empty())
        .toList();
  }

  private void count(long line, Outcome outcome) {
    switch (outcome) {
      case Outcome.Imported user -> imported++;
      case Outcome.Importable user -> imported++;
      case Outcome.AlreadyThere user -> there++;
      case Outcome.AddressTaken taken ->
          refuse(new LineFault(line, "email", "an account has this address, with another hash"));
      case Outcome.Refused(var field, var reason) ->
          refuse(new LineFault(line, field.name().toLowerCase(Locale.ROOT), reason));
    }
  }

  private void refuse(LineFault fault) {
    refused++;
    faults.accept(fault);
  }
}
