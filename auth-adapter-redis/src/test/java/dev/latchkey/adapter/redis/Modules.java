package dev.latchkey.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.contract.Eventually;
import java.time.Duration;

/** Modules under test. */
public final class Modules {
  private Modules() {}

  public static RedisConfig config(String url) {
    return RedisConfig.of(RedisPlace.parse(url));
  }

  /** One that Redis has answered. */
  public static RedisModule connected(String url) {
    var module = RedisModule.open(config(url));
    awaitConnected(module);
    return module;
  }

  /** One that waits for Redis longer than any machine needs: for tests of counts, not of waits. */
  public static RedisModule patient(String url) {
    var config = config(url);
    var patient = new RedisConfig(config.place(), config.prefix(), Duration.ofSeconds(20));
    var module = RedisModule.open(patient);
    awaitConnected(module);
    return module;
  }

  public static void awaitConnected(RedisModule module) {
    Eventually.holds(() -> assertThat(module.health().answers().getAsBoolean()).isTrue());
  }

  /** The way to Redis, for tests of what is not in this package. */
  public static RedisLink link(RedisModule module) {
    return module.link();
  }
}
