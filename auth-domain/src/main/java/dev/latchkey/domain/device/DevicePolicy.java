package dev.latchkey.domain.device;

import java.time.Duration;

/**
 * For how long, and how many, devices are remembered.
 *
 * @param remembered from the last time that somebody signed in there
 * @param limit devices of one user, 1 or more
 */
public record DevicePolicy(Duration remembered, int limit) {
  public DevicePolicy {
    if (!remembered.isPositive() || limit < 1) {
      throw new IllegalArgumentException("some device is remembered for a while");
    }
  }

  /** 400 days, the longest that browsers keep a cookie, and 50 devices. */
  public static DevicePolicy standard() {
    return new DevicePolicy(Duration.ofDays(400), 50);
  }
}
