package dev.latchkey.adapter.redis;

import dev.latchkey.adapter.redis.ratelimit.RedisRateLimiter;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.domain.ratelimit.RateLimiter;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Everything that is counted in Redis. Nothing in it is needed to start, or lost for good when it
 * is lost.
 */
public final class RedisModule implements AutoCloseable {
  private static final int THREADS = 2;
  private static final Duration RECONNECT = Duration.ofMillis(500);

  private final ClientResources resources;
  private final RedisLink link;
  private final RateLimiter rateLimiter;

  private RedisModule(RedisConfig config, ClientResources resources) {
    this.resources = resources;
    this.link = new RedisLink(RedisClients.of(config, resources), config.deadline());
    this.rateLimiter = new RedisRateLimiter(link, config.prefix());
  }

  /** Begins to connect and returns at once, whether there is a Redis or not. */
  public static RedisModule open(RedisConfig config) {
    var resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .reconnectDelay(Delay.constant(RECONNECT))
            .build();
    var module = new RedisModule(config, resources);
    module.link.open();
    return module;
  }

  /**
   * Exact for all nodes that use the same Redis and the same prefix, by its clock. {@link
   * RedisAwayException} while Redis is away.
   */
  public RateLimiter rateLimiter() {
    return rateLimiter;
  }

  /**
   * Names who is to hear that Redis was away for a moment, with the reason: it may have lost what
   * it counted. One listener; he is called from any thread and must be quick.
   */
  public void onLoss(Consumer<String> listener) {
    link.onLoss(listener);
  }

  /** Whether there is a connection at the moment. */
  public HealthCheck health() {
    return new HealthCheck("redis", link::isConnected);
  }

  RedisLink link() {
    return link;
  }

  /** Again is harmless. */
  @Override
  public void close() {
    link.close();
    var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
