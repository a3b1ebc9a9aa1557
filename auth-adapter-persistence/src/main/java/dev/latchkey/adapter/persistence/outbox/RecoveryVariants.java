package dev.latchkey.adapter.persistence.outbox;

import static dev.latchkey.adapter.persistence.outbox.EventVariants.USER;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.at;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.user;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.variant;

import dev.latchkey.domain.recovery.RecoveryEvent;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryBegun;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCancelled;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCompleted;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryDue;
import dev.latchkey.domain.recovery.RecoveryId;
import java.util.stream.Stream;

/** The part of {@link EventVariants} that is about recoveries. */
final class RecoveryVariants {
  private static final String RECOVERY = "recovery_id";

  private RecoveryVariants() {}

  static Stream<EventVariant<?>> all() {
    return Stream.of(
        variant(
            "recovery.begun",
            RecoveryBegun.class,
            (event, out) -> recovery(event, out).instant("due_at", event.dueAt()),
            in -> new RecoveryBegun(user(in), recovery(in), in.instant("due_at"), at(in))),
        variant(
            "recovery.cancelled",
            RecoveryCancelled.class,
            RecoveryVariants::recovery,
            in -> new RecoveryCancelled(user(in), recovery(in), at(in))),
        variant(
            "recovery.due",
            RecoveryDue.class,
            RecoveryVariants::recovery,
            in -> new RecoveryDue(user(in), recovery(in), at(in))),
        variant(
            "recovery.completed",
            RecoveryCompleted.class,
            RecoveryVariants::recovery,
            in -> new RecoveryCompleted(user(in), recovery(in), at(in))));
  }

  private static FieldWriter recovery(RecoveryEvent event, FieldWriter out) {
    return out.id(USER, event.user().value()).id(RECOVERY, event.recovery().value());
  }

  private static RecoveryId recovery(FieldReader in) {
    return new RecoveryId(in.id(RECOVERY));
  }
}
