package dev.latchkey.adapter.redis;

import java.util.List;
import java.util.Optional;

/**
 * Where a Redis is, taken from a URL:
 *
 * <ul>
 *   <li>{@code redis://user:password@host:6379/0}: one server; host alone is enough
 *   <li>{@code redis-sentinel://user:password@host:26379,host:26379/0#master}: the master that
 *       these sentinels name; user and password are those of Redis, the sentinels are asked without
 *   <li>{@code redis-cluster://user:password@host:6379,host:6379}: the cluster that these belong to
 * </ul>
 *
 * <p>With {@code rediss} for {@code redis} the connection is encrypted, and the certificate and its
 * name are verified. User and password are percent-encoded. Prints no password.
 *
 * @param user empty for the default user
 * @param master the name of the master, for sentinels only
 */
public record RedisPlace(
    Kind kind,
    boolean encrypted,
    Optional<String> user,
    Optional<String> password,
    List<Node> nodes,
    int database,
    Optional<String> master) {

  public RedisPlace {
    nodes = List.copyOf(nodes);
  }

  /** What stands there. */
  public enum Kind {
    SERVER,
    SENTINEL,
    CLUSTER
  }

  /** One address. */
  public record Node(String host, int port) {}

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException that tells what is wrong and repeats nothing of the text
   */
  public static RedisPlace parse(String text) {
    return RedisUrl.parse(text);
  }

  @Override
  public String toString() {
    return "RedisPlace[" + kind + " " + nodes + "]";
  }
}
