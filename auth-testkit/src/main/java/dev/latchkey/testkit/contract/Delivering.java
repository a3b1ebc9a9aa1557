package dev.latchkey.testkit.contract;

import dev.latchkey.domain.StoragePorts;
import java.time.Instant;

/**
 * A storage whose subscribers are known and whose worker is running: what the contracts about
 * deliveries ask an implementation for.
 *
 * <p>For these tests the worker tries again after milliseconds rather than minutes, gives up after
 * two to ten tries, and notices within seconds that another worker has died.
 */
public interface Delivering extends AutoCloseable {

  /** The storage; empty at first. */
  StoragePorts ports();

  /** The time by the worker's clock, in whole microseconds. */
  Instant now();

  /**
   * Ends the worker as if its process had been killed: whatever it is in the middle of is neither
   * finished nor acknowledged. Does not wait for a subscriber that is being called.
   */
  void stopAbruptly();

  /** Starts a worker again, as the next process would. */
  void restart();

  /** Ends the worker and whatever else was started. */
  @Override
  void close();
}
