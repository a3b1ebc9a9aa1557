package dev.latchkey.adapter.persistence.outbox;

import static dev.latchkey.adapter.persistence.outbox.EventVariants.USER;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.at;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.user;
import static dev.latchkey.adapter.persistence.outbox.EventVariants.variant;

import dev.latchkey.domain.passkey.PasskeyEvent;
import dev.latchkey.domain.passkey.PasskeyEvent.CeremonyRefused;
import dev.latchkey.domain.passkey.PasskeyEvent.CounterWentBack;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyAdded;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRemoved;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRenamed;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.user.UserId;
import java.util.stream.Stream;

/** The events around passkeys, in the table of {@link EventVariants}. */
final class PasskeyVariants {
  private static final String PASSKEY = "passkey_id";

  private PasskeyVariants() {}

  static Stream<EventVariant<?>> all() {
    return Stream.of(
        variant(
            "passkey.added",
            PasskeyAdded.class,
            (event, out) -> passkey(event.user(), event.passkey(), out),
            in -> new PasskeyAdded(user(in), passkey(in), at(in))),
        variant(
            "passkey.renamed",
            PasskeyRenamed.class,
            (event, out) -> passkey(event.user(), event.passkey(), out),
            in -> new PasskeyRenamed(user(in), passkey(in), at(in))),
        variant(
            "passkey.removed",
            PasskeyRemoved.class,
            (event, out) -> passkey(event.user(), event.passkey(), out),
            in -> new PasskeyRemoved(user(in), passkey(in), at(in))),
        variant(
            "passkey.counter-went-back",
            CounterWentBack.class,
            (event, out) ->
                passkey(event.user(), event.passkey(), out)
                    .count("stored", event.stored())
                    .count("told", event.told()),
            in ->
                new CounterWentBack(
                    user(in), passkey(in), in.count("stored"), in.count("told"), at(in))),
        variant(
            "passkey.ceremony-refused",
            CeremonyRefused.class,
            (event, out) ->
                out.id(USER, event.subject().orElse(null))
                    .constant("kind", event.kind())
                    .constant("reason", event.reason()),
            PasskeyVariants::refusal));
  }

  private static CeremonyRefused refusal(FieldReader in) {
    var user = in.idOrNull(USER);
    return new CeremonyRefused(
        user == null ? null : new UserId(user),
        in.constant("kind", PasskeyEvent.Kind.class),
        in.constant("reason", PasskeyEvent.Reason.class),
        at(in));
  }

  private static FieldWriter passkey(UserId user, PasskeyId passkey, FieldWriter out) {
    return out.id(USER, user.value()).id(PASSKEY, passkey.value());
  }

  private static PasskeyId passkey(FieldReader in) {
    return new PasskeyId(in.id(PASSKEY));
  }
}
