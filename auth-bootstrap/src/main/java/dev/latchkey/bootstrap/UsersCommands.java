package dev.latchkey.bootstrap;

import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.leaving.EraseUsers;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an operator may see of users, and do to them. */
@Command(name = "users", description = "Shows users, shuts them out and in, and moves them.")
final class UsersCommands {
  private static final String WHO = "ID|ADDRESS";

  private final Terminal terminal;
  private final Configuration configuration;

  UsersCommands(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  @Command(description = "Lists users, the first to register first.")
  int list(
      @Option(names = "--after", paramLabel = "ID", description = "Go on after this user.")
          @Nullable UUID after,
      @Option(
              names = "--limit",
              defaultValue = "50",
              paramLabel = "N",
              description = "At most so many, 1 to 200 (${DEFAULT-VALUE}).")
          int limit) {
    try (var core = open()) {
      var page = core.auth().findUsers().list(after == null ? null : new UserId(after), limit);
      var table = new Table("ID", "STATUS", "CREATED", "ADDRESS", "NAME");
      page.items().forEach(user -> table.row(cells(user)));
      table.print(terminal.out());
      page.next().ifPresent(next -> terminal.out().println("More: users list --after " + next));
      return 0;
    }
  }

  @Command(
      name = "import",
      description = {
        "Brings users from another system, with the hashes of their passwords: a line of JSON each.",
        "Nobody is overwritten, so it can be run again, also after it was killed.",
        "Ends with 1 when a line was refused; the others are in. See docs/features/importing.md."
      })
  int bringIn(
      @Parameters(paramLabel = "FILE|-", description = "The file, or - for standard input.")
          String from,
      @Option(names = "--dry-run", description = "Only tell what would become of it.")
          boolean dryRun,
      @Option(
              names = "--errors",
              paramLabel = "FILE",
              description = "Write what is wrong with which line to a new file.")
          @Nullable Path errors) {
    return new TransferCommands(terminal, this::open).bringIn(from, dryRun, errors);
  }

  @Command(
      name = "export",
      description = {
        "Writes all users, a line of JSON each, to a new file that only you may read.",
        "With hashes it is what import reads."
      })
  int bringOut(
      @Parameters(
              paramLabel = "FILE|-",
              arity = "0..1",
              defaultValue = "-",
              description = "The file, or - for standard output.")
          String to,
      @Option(names = "--with-hashes", description = "Also the hashes of the passwords.")
          boolean hashes) {
    return new TransferCommands(terminal, this::open).bringOut(to, hashes);
  }

  @Command(description = "Shows one user.")
  int show(@Parameters(paramLabel = WHO) String who) {
    return with(who, (auth, user) -> print(user));
  }

  @Command(description = "Shuts a user out: ends every session and every sign-in under way.")
  int disable(@Parameters(paramLabel = WHO) String who) {
    return with(who, (auth, user) -> suspend(auth, user, true));
  }

  @Command(description = "Lets a user in again.")
  int enable(@Parameters(paramLabel = WHO) String who) {
    return with(who, (auth, user) -> suspend(auth, user, false));
  }

  @Command(name = "revoke-sessions", description = "Ends every session of a user.")
  int revokeSessions(@Parameters(paramLabel = WHO) String who) {
    return with(who, this::revoke);
  }

  @Command(
      description = {
        "Deletes a user at once, with everything that is stored about him.",
        "Nothing brings him back. Who is only to be shut out is disabled."
      })
  int delete(@Parameters(paramLabel = WHO) String who) {
    return with(who, this::delete);
  }

  private int delete(AuthUseCases auth, User user) {
    var command = new EraseUsers.Command(user.id(), ClientContext.none());
    return auth.eraseUsers().handle(command)
        ? done("The user is deleted. His address may be registered anew.")
        : unknown();
  }

  private int print(User user) {
    var table = new Table("ID", user.id().value().toString());
    table.row("ADDRESS", user.email().value());
    table.row("NAME", name(user));
    table.row("LANGUAGE", language(user));
    table.row("STATUS", status(user));
    table.row("ROLES", String.join(", ", user.roles().stream().sorted().toList()));
    table.row("CREATED", user.createdAt().toString());
    table.print(terminal.out());
    return 0;
  }

  private int suspend(AuthUseCases auth, User user, boolean disable) {
    var command = new SuspendUser.Command(user.id(), disable, ClientContext.none());
    return switch (auth.suspendUser().handle(command)) {
      case SuspendUser.Outcome.Disabled(var sessions) ->
          done("The user is disabled. Sessions ended: " + sessions);
      case SuspendUser.Outcome.Enabled() -> done("The user may sign in again.");
      case SuspendUser.Outcome.Unchanged() ->
          done("Nothing to do: the user is " + status(user) + " already.");
      case SuspendUser.Outcome.UnknownUser() -> unknown();
    };
  }

  private int revoke(AuthUseCases auth, User user) {
    var command =
        new RevokeSessions.Command(user.id(), SessionEvent.Reason.OPERATOR, ClientContext.none());
    return switch (auth.revokeSessions().handle(command)) {
      case RevokeSessions.Outcome.Revoked(var sessions) -> done("Sessions ended: " + sessions);
      case RevokeSessions.Outcome.UnknownUser() -> unknown();
    };
  }

  private int with(String who, BiFunction<AuthUseCases, User, Integer> work) {
    try (var core = open()) {
      return find(core.auth(), who)
          .map(user -> work.apply(core.auth(), user))
          .orElseGet(this::unknown);
    }
  }

  private static Optional<User> find(AuthUseCases auth, String who) {
    return who.contains("@")
        ? auth.findUsers().byEmail(who)
        : id(who).flatMap(auth.findUsers()::byId);
  }

  private static Optional<UserId> id(String text) {
    try {
      return Optional.of(new UserId(UUID.fromString(text)));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private int done(String what) {
    terminal.out().println(what);
    return 0;
  }

  private int unknown() {
    terminal.err().println("There is no user with this id or address.");
    return 1;
  }

  private static String[] cells(User user) {
    return new String[] {
      user.id().value().toString(),
      status(user),
      user.createdAt().toString(),
      user.email().value(),
      name(user)
    };
  }

  private static String name(User user) {
    var name = user.name();
    return name == null ? "-" : name.value();
  }

  private static String language(User user) {
    var language = user.language();
    return language == null ? "-" : language.tag();
  }

  private static String status(User user) {
    return user.status().name().toLowerCase(Locale.ROOT);
  }

  private AuthCore open() {
    return CompositionRoot.open(configuration.forCommand(), InstantSource.system());
  }
}
