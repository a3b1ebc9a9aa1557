package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.redis.RedisPlace;

/** What can be set about who counts requests. */
final class LimitSettings {
  private static final int MOST_NODES = 1000;

  private LimitSettings() {}

  static final Setting<RedisPlace> REDIS_URL =
      Setting.optional(
              "REDIS_URL",
              Section.LIMITS,
              Syntaxes.readBy(
                  "`redis://user:password@host:port/database`,"
                      + " `redis-sentinel://…@host:port,host:port/database#master` or"
                      + " `redis-cluster://…@host:port,host:port`; `rediss` for TLS",
                  "redis://:PASSWORD@redis.example.com:6379",
                  RedisPlace::parse),
              "each node counts its share of a limit",
              "The Redis in which all nodes count requests together. Nothing else is kept there:"
                  + " without it, and while it is away, each node admits its share (`NODE_COUNT`).")
          .secret();

  static final Setting<Integer> NODE_COUNT =
      Setting.of(
          "NODE_COUNT",
          Section.LIMITS,
          Syntaxes.number(1, MOST_NODES).withExample("3"),
          "1",
          "How many servers share the requests. Where they cannot count together, each admits its"
              + " share of a limit.");
}
