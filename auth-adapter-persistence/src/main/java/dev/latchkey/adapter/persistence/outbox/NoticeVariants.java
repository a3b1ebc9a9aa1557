package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.domain.device.DeviceEvent.NewDeviceUsed;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notice.NoticeEvent.HappeningDisavowed;
import dev.latchkey.domain.notice.NoticeEvent.NoticesGathered;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.user.UserId;
import java.util.stream.Stream;

/** The part of the table of events that is about what users are told for their safety. */
final class NoticeVariants {
  private static final String USER = "user_id";
  private static final String KIND = "kind";

  private NoticeVariants() {}

  static Stream<EventVariant<?>> all() {
    return Stream.of(newDeviceUsed(), gathered(), disavowed());
  }

  private static EventVariant<NewDeviceUsed> newDeviceUsed() {
    return new EventVariant<>(
        "device.new-used",
        1,
        NewDeviceUsed.class,
        (event, out) -> out.id(USER, event.user().value()).id("device_id", event.device().value()),
        in -> new NewDeviceUsed(user(in), new DeviceId(in.id("device_id")), in.instant("at")));
  }

  private static EventVariant<NoticesGathered> gathered() {
    return new EventVariant<>(
        "notice.gathered",
        1,
        NoticesGathered.class,
        (event, out) ->
            out.id(USER, event.user().value())
                .id("notice_id", event.digest().value())
                .constant(KIND, event.kind())
                .number("times", event.times()),
        in ->
            new NoticesGathered(
                user(in),
                new EventId(in.id("notice_id")),
                kind(in),
                in.number("times"),
                in.instant("at")));
  }

  private static EventVariant<HappeningDisavowed> disavowed() {
    return new EventVariant<>(
        "notice.disavowed",
        1,
        HappeningDisavowed.class,
        (event, out) ->
            out.id(USER, event.user().value())
                .constant(KIND, event.kind())
                .instant("since", event.since()),
        in -> new HappeningDisavowed(user(in), kind(in), in.instant("since"), in.instant("at")));
  }

  private static UserId user(FieldReader in) {
    return new UserId(in.id(USER));
  }

  private static NoticeKind kind(FieldReader in) {
    return in.constant(KIND, NoticeKind.class);
  }
}
