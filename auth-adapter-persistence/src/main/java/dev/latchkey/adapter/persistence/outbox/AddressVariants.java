package dev.latchkey.adapter.persistence.outbox;

import static dev.latchkey.adapter.persistence.outbox.EventVariants.REASON;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.USER;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.at;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.user;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.variant;

import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressEvent;
import dev.latchkey.domain.address.AddressEvent.AddressChangeRequested;
import dev.latchkey.domain.address.AddressEvent.AddressChangeUndone;
import dev.latchkey.domain.address.AddressEvent.AddressChanged;
import dev.latchkey.domain.address.AddressEvent.AddressCodeRefused;
import dev.latchkey.domain.address.AddressEvent.AddressLeft;
import dev.latchkey.domain.address.AddressEvent.AddressProofRequested;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.stream.Stream;

/** The part of {@link EventVariants} that is about addresses. */
final class AddressVariants {
  private static final String CHANGE = "change_id";

  private AddressVariants() {}

  static Stream<EventVariant<?>> all() {
    return Stream.of(
        ofChange(
            "address.change-requested", AddressChangeRequested.class, AddressChangeRequested::new),
        ofChange(
            "address.proof-requested", AddressProofRequested.class, AddressProofRequested::new),
        variant(
            "address.code-refused",
            AddressCodeRefused.class,
            (event, out) -> change(event, out).constant(REASON, event.reason()),
            in ->
                new AddressCodeRefused(
                    user(in), change(in), in.constant(REASON, AddressEvent.Reason.class), at(in))),
        ofChange("address.changed", AddressChanged.class, AddressChanged::new),
        ofChange("address.left", AddressLeft.class, AddressLeft::new),
        ofChange("address.change-undone", AddressChangeUndone.class, AddressChangeUndone::new),
        ofChange("address.withdrawn", AddressWithdrawn.class, AddressWithdrawn::new));
  }

  /** Makes an event of a change of address. */
  private interface ChangeMaker<E> {
    E make(UserId user, AddressChangeId change, Instant at);
  }

  private static <E extends AddressEvent> EventVariant<E> ofChange(
      String type, Class<E> kind, ChangeMaker<E> maker) {
    return variant(
        type, kind, AddressVariants::change, in -> maker.make(user(in), change(in), at(in)));
  }

  private static FieldWriter change(AddressEvent event, FieldWriter out) {
    return out.id(USER, event.user().value()).id(CHANGE, event.change().value());
  }

  private static AddressChangeId change(FieldReader in) {
    return new AddressChangeId(in.id(CHANGE));
  }
}
