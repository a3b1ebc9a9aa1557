package dev.latchkey.application.audit;

import dev.latchkey.application.device.DescribeClient;
import dev.latchkey.application.device.DescribeClient.Described;
import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.audit.AuditTrail;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows a user what happened to his account, the newest first: what, when, and from where, in words
 * that he may know. The rest of the trail is for operators.
 */
public final class ListActivity {

  /** Whose; how much, 1 to 100. */
  public record Command(UserId user, int limit) {}

  /**
   * Something that happened.
   *
   * @param client that asked for it; none where nobody did
   * @param told of that client; empty where there was none
   */
  public record Activity(
      EventId id, ActivityKind kind, Instant at, ClientContext client, Optional<Described> told) {}

  private static final int MOST = 100;

  /** Hardly any event that is not told comes without one that is. */
  private static final int READ_FOR_EACH = 2;

  private final AuditTrail trail;
  private final DescribeClient describeClient;

  public ListActivity(AuditTrail trail, DescribeClient describeClient) {
    this.trail = trail;
    this.describeClient = describeClient;
  }

  public List<Activity> handle(Command command) {
    var limit = Math.clamp(command.limit(), 1, MOST);
    return trail.about(command.user().value(), READ_FOR_EACH * limit).stream()
        .flatMap(this::activity)
        .limit(limit)
        .toList();
  }

  private Stream<Activity> activity(AuditEntry entry) {
    return ActivityKinds.of(entry.event()).stream().map(kind -> activity(entry, kind));
  }

  private Activity activity(AuditEntry entry, ActivityKind kind) {
    var client = entry.client();
    var told =
        isSomebody(client.address(), client.userAgent())
            ? Optional.of(describeClient.describe(client))
            : Optional.<Described>empty();
    return new Activity(entry.id(), kind, entry.event().at(), client, told);
  }

  private static boolean isSomebody(@Nullable String address, @Nullable String userAgent) {
    return address != null || userAgent != null;
  }
}
