package dev.latchkey.application.leaving;

import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Shows a user whether his account is going to be deleted. */
public final class FindDeletion {
  private final Deletions deletions;

  public FindDeletion(Deletions deletions) {
    this.deletions = deletions;
  }

  /** When; empty when nobody asked for it. */
  public Optional<Instant> of(UserId user) {
    return deletions.find(user).map(PendingDeletion::deleteAt);
  }
}
