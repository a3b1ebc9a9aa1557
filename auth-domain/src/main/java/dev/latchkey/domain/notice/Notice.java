package dev.latchkey.domain.notice;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/** Something that a user is to be told of, under the id of the event that it is about. */
public record Notice(EventId id, UserId user, NoticeKind kind, Instant at, ClientContext client) {}
