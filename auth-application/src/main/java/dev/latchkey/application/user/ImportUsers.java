package dev.latchkey.application.user;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordHasher.Judgement;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.User.Status;
import dev.latchkey.domain.user.UserEvent.UserImported;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.user.Users.Addition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings users from another system, with the hashes of their passwords. No mail is sent.
 *
 * <p>One unit for all users of a command. Nobody is ever overwritten, so the same command may be
 * given again, half of it, or two at the same moment: every address gets one user.
 */
public final class ImportUsers {

  /** Users of one command, at most; a unit should not take long. */
  public static final int MOST = 1000;

  /**
   * Somebody as the other system knows him.
   *
   * @param name null: none
   * @param language in which he is written to; null: nobody knows
   * @param createdAt when he signed up there; null: now
   * @param emailVerified whether he proved there that the address is his
   * @param disabled whether he may not sign in
   */
  public record Candidate(
      String email,
      @Nullable String name,
      @Nullable String language,
      @Nullable Instant createdAt,
      boolean emailVerified,
      boolean disabled,
      String passwordHash) {
    @Override
    public String toString() {
      return "Candidate[redacted]";
    }
  }

  /**
   * Whom to bring.
   *
   * @param dryRun only look what would become of it
   */
  public record Command(List<Candidate> users, boolean dryRun, ClientContext client) {
    public Command {
      users = List.copyOf(users);
      if (users.size() > MOST) {
        throw new IllegalArgumentException("at most " + MOST + " users at a time");
      }
    }
  }

  /** What became of one of them. */
  public sealed interface Outcome {
    record Imported(UserId user) implements Outcome {}

    /** Nothing stands in his way; this was a dry run. */
    record Importable() implements Outcome {}

    /** With this address and this very hash. */
    record AlreadyThere() implements Outcome {}

    /** The address has an owner, who stays as he is. */
    record AddressTaken() implements Outcome {}

    /**
     * He cannot be taken as he is.
     *
     * @param reason for an operator; holds nothing of what was refused
     */
    record Refused(Field field, String reason) implements Outcome {}
  }

  /** Which part of a candidate is wrong. */
  public enum Field {
    EMAIL,
    NAME,
    LANGUAGE,
    CREATED_AT,
    EMAIL_VERIFIED,
    PASSWORD_HASH
  }

  private final UnitOfWork unit;
  private final Users users;
  private final PasswordCredentials passwords;
  private final Outbox outbox;
  private final PasswordHasher hasher;
  private final IdSource ids;
  private final InstantSource time;

  public ImportUsers(
      StoragePorts storage, PasswordHasher hasher, IdSource ids, InstantSource time) {
    this.unit = storage.unit();
    this.users = storage.users();
    this.passwords = storage.passwords();
    this.outbox = storage.outbox();
    this.hasher = hasher;
    this.ids = ids;
    this.time = time;
  }

  /** One outcome for each candidate, in their order. */
  public List<Outcome> handle(Command command) {
    var now = time.instant();
    var entries = command.users().stream().map(candidate -> read(candidate, now)).toList();
    return command.dryRun()
        ? entries.stream().map(this::foresee).toList()
        : unit.write(() -> takeIn(entries, command.client(), now));
  }

  /** A candidate once he is read. */
  private sealed interface Entry {
    record Ready(User user, PasswordHash hash) implements Entry {}

    record Unfit(Outcome.Refused refusal) implements Entry {}
  }

  private Entry read(Candidate candidate, Instant now) {
    var email = EmailAddress.parse(candidate.email());
    if (email.isEmpty()) {
      return unfit(Field.EMAIL, "not an address that mail could go to");
    }
    if (!candidate.emailVerified()) {
      return unfit(Field.EMAIL_VERIFIED, "an address that was not proven belongs to nobody");
    }
    var name = candidate.name() == null ? null : DisplayName.parse(candidate.name()).orElse(null);
    if (name == null && candidate.name() != null) {
      return unfit(Field.NAME, "a name has 1 to 100 characters, and none that controls");
    }
    var language =
        candidate.language() == null ? null : Language.parse(candidate.language()).orElse(null);
    if (language == null && candidate.language() != null) {
      return unfit(Field.LANGUAGE, "a language is a tag such as de or pt-BR");
    }
    var born = candidate.createdAt() == null ? now : candidate.createdAt();
    if (born.isAfter(now) || born.isBefore(Instant.EPOCH)) {
      return unfit(Field.CREATED_AT, "a time between 1970 and now is needed");
    }
    var status = candidate.disabled() ? Status.DISABLED : Status.ACTIVE;
    var bornAt = born.truncatedTo(ChronoUnit.MICROS);
    return judged(
        User.imported(new UserId(ids.next()), email.get(), name, language, status, bornAt),
        new PasswordHash(candidate.passwordHash()));
  }

  private Entry judged(User user, PasswordHash hash) {
    return switch (hasher.judge(hash)) {
      case Judgement.Accepted() -> new Entry.Ready(user, hash);
      case Judgement.Refused(var reason) -> unfit(Field.PASSWORD_HASH, reason);
    };
  }

  private static Entry unfit(Field field, String reason) {
    return new Entry.Unfit(new Outcome.Refused(field, reason));
  }

  private Outcome foresee(Entry entry) {
    return switch (entry) {
      case Entry.Unfit(var refusal) -> refusal;
      case Entry.Ready ready ->
          users.findByEmail(ready.user().email()).isPresent()
              ? known(ready)
              : new Outcome.Importable();
    };
  }

  private List<Outcome> takeIn(List<Entry> entries, ClientContext client, Instant now) {
    var outcomes = new Outcome[entries.size()];
    for (int each : inOneOrder(entries)) {
      outcomes[each] =
          switch (entries.get(each)) {
            case Entry.Unfit(var refusal) -> refusal;
            case Entry.Ready ready -> takeIn(ready, client, now);
          };
    }
    return Arrays.asList(outcomes);
  }

  /** By address: two imports that meet at several users would else wait for each other for ever. */
  private static List<Integer> inOneOrder(List<Entry> entries) {
    return IntStream.range(0, entries.size())
        .boxed()
        .sorted(Comparator.comparing(each -> address(entries.get(each))))
        .toList();
  }

  private static String address(Entry entry) {
    return entry instanceof Entry.Ready(var user, var hash) ? user.email().value() : "";
  }

  private Outcome takeIn(Entry.Ready ready, ClientContext client, Instant now) {
    return switch (users.add(ready.user())) {
      case Addition.Taken() -> known(ready);
      case Addition.Added(var user) -> {
        passwords.set(user.id(), ready.hash(), now);
        outbox.append(new UserImported(user.id(), now), client);
        yield new Outcome.Imported(user.id());
      }
    };
  }

  private Outcome known(Entry.Ready ready) {
    return passwords
        .findByEmail(ready.user().email())
        .filter(credential -> credential.hash().equals(ready.hash()))
        .<Outcome>map(same -> new Outcome.AlreadyThere())
        .orElseGet(Outcome.AddressTaken::new);
  }
}
