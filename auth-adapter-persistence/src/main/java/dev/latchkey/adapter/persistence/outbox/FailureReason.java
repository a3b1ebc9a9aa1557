package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.util.Optional;

/**
 * What may be told of a failure. The message of somebody else's exception may hold an address or a
 * secret; so only ours are repeated, and of others the kind is named.
 */
final class FailureReason {
  private FailureReason() {}

  static String of(Throwable failure) {
    var cause = Optional.ofNullable(failure.getCause()).map(by -> " (" + kind(by) + ")").orElse("");
    return ours(failure)
        ? kind(failure) + ": " + failure.getMessage() + cause
        : kind(failure) + cause;
  }

  private static boolean ours(Throwable failure) {
    return failure instanceof InfrastructureException
        || failure instanceof UnreadableEventException;
  }

  private static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
