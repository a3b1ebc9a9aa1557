package dev.latchkey.application.upkeep;

import dev.latchkey.domain.kernel.Deliveries;
import dev.latchkey.domain.kernel.Deliveries.Parked;
import java.time.InstantSource;
import java.util.List;

/** Shows an operator the deliveries that gave up, and drives them again. */
public final class ReviewDeliveries {
  private final Deliveries deliveries;
  private final InstantSource time;

  public ReviewDeliveries(Deliveries deliveries, InstantSource time) {
    this.deliveries = deliveries;
    this.time = time;
  }

  /** The longest parked first; at most {@code limit}, 1 to 1000. */
  public List<Parked> parked(int limit) {
    return deliveries.parked(Math.clamp(limit, 1, 1000));
  }

  /** True when the delivery was parked and is due again. */
  public boolean redrive(String id) {
    return deliveries.redrive(id, time.instant());
  }
}
