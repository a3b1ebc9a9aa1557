package dev.latchkey.application.ratelimit;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;

/**
 * Admits what is this node's share of a limit, so that all nodes together keep it without asking
 * each other: the limit divided by their number. A limit that is smaller than that number cannot be
 * divided, and is counted where all of them see it.
 */
public final class NodeShareRateLimiter implements RateLimiter {
  private final int nodes;
  private final RateLimiter here;
  private final RateLimiter everywhere;

  /**
   * @param nodes how many there are, this one included; 1 or more
   * @param here counts for this node alone
   * @param everywhere counts for all nodes; slower, and only asked where shares would be nothing
   */
  public NodeShareRateLimiter(int nodes, RateLimiter here, RateLimiter everywhere) {
    if (nodes < 1) {
      throw new IllegalArgumentException("this node is one");
    }
    this.nodes = nodes;
    this.here = here;
    this.everywhere = everywhere;
  }

  @Override
  public Decision admit(RateLimit limit, String subject) {
    return limit.limit() < nodes
        ? everywhere.admit(limit, subject)
        : here.admit(share(limit), subject);
  }

  private RateLimit share(RateLimit limit) {
    return new RateLimit(limit.name(), limit.limit() / nodes, limit.window());
  }
}
