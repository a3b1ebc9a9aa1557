package dev.latchkey.domain.kernel;

import java.time.Instant;
import java.util.List;

/**
 * The deliveries that gave up: parked after their last try, for an operator to look at and drive
 * again.
 */
public interface Deliveries {

  /**
   * At most {@code limit} parked deliveries, the longest parked first; empty when all went well.
   */
  List<Parked> parked(int limit);

  /**
   * Puts a parked delivery back to work, due now and with all its tries. Of several callers one
   * gets true; false means there is no such parked delivery (any more).
   */
  boolean redrive(String id, Instant now);

  /** A delivery that gave up. The reason names the fault, never a secret. */
  record Parked(String id, String subscriber, EventId event, Instant since, String reason) {}
}
