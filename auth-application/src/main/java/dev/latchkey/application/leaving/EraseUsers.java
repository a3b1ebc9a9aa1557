package dev.latchkey.application.leaving;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.LeavingEvent.Reason;
import dev.latchkey.domain.leaving.LeavingEvent.UserDeleted;
import dev.latchkey.domain.leaving.PersonalData;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes users and all that is stored about them, each in one unit: those whose grace is over, and
 * whom an operator names.
 *
 * <p>Any number of nodes may do so at once, and undo at the same moment: the storage decides who
 * gets a wish. Once committed, no token of the user works on any node, and his address is free.
 */
public final class EraseUsers {
  private static final Logger LOG = LoggerFactory.getLogger(EraseUsers.class);
  private static final int BATCH = 100;

  /** Whom an operator deletes, at once and for good. */
  public record Command(UserId user, ClientContext client) {}

  private final UnitOfWork unit;
  private final Deletions deletions;
  private final Users users;
  private final PersonalData personalData;
  private final Outbox outbox;
  private final Persons persons;
  private final InstantSource time;

  public EraseUsers(StoragePorts storage, Persons persons, InstantSource time) {
    this.unit = storage.unit();
    this.deletions = storage.deletions();
    this.users = storage.users();
    this.personalData = storage.personalData();
    this.outbox = storage.outbox();
    this.persons = persons;
    this.time = time;
  }

  /** True for the caller who deleted the user; false when there is none (any more). */
  public boolean handle(Command command) {
    var now = time.instant();
    return unit.write(() -> isForgotten(command.user(), Reason.OPERATOR, command.client(), now));
  }

  /** Deletes everybody whose grace is over, in batches; answers how many this call deleted. */
  public int run() {
    var now = time.instant();
    var deleted = 0;
    int inThisBatch;
    do {
      inThisBatch = batch(now);
      deleted += inThisBatch;
    } while (inThisBatch == BATCH);
    if (deleted > 0) {
      LOG.atInfo().addKeyValue("users", deleted).log("deleted who wanted to leave");
    }
    return deleted;
  }

  private int batch(Instant now) {
    var deleted = 0;
    for (var user : deletions.due(BATCH, now)) {
      deleted += isErased(user, now) ? 1 : 0;
    }
    return deleted;
  }

  /** Whoever cannot be deleted now must not keep the others; his turn comes again. */
  private boolean isErased(UserId user, Instant now) {
    try {
      return unit.write(
          () ->
              deletions.take(user, now)
                  && isForgotten(user, Reason.OWN_WISH, ClientContext.none(), now));
    } catch (InfrastructureException later) {
      LOG.warn("user {} could not be deleted", user.value(), later);
      return false;
    }
  }

  private boolean isForgotten(UserId id, Reason reason, ClientContext client, Instant now) {
    var forgotten =
        users.find(id).filter(user -> personalData.forget(persons.of(user))).isPresent();
    if (forgotten) {
      outbox.append(new UserDeleted(id, reason, now), client);
    }
    return forgotten;
  }
}
