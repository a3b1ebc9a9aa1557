package dev.latchkey.adapter.redis;

import dev.latchkey.adapter.redis.RedisPlace.Kind;
import dev.latchkey.adapter.redis.RedisPlace.Node;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the URL of a Redis apart. Whatever is wrong is told without repeating any of it: a password
 * that was not encoded may turn up at any place.
 */
final class RedisUrl {
  private static final int SERVER_PORT = 6379;
  private static final int SENTINEL_PORT = 26_379;
  private static final int HIGHEST_PORT = 65_535;

  private static final Pattern URL =
      Pattern.compile(
          "redis(?<tls>s?)(?:-(?<kind>sentinel|cluster))?://"
              + "(?:(?<identity>[^/#]*)@)?(?<nodes>[^/?#@]+)"
              + "(?:/(?<database>\\d{0,4}))?(?:#(?<master>[A-Za-z0-9._-]{1,64}))?");
  private static final Pattern NODE =
      Pattern.compile(
          "(?<host>[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>\\d{1,5}))?");

  private RedisUrl() {}

  static RedisPlace parse(String text) {
    var url = URL.matcher(text.strip());
    if (!url.matches()) {
      throw wrong(
          "is not of the form redis://user:password@host:port/database; rediss, redis-sentinel,"
              + " rediss-sentinel, redis-cluster and rediss-cluster may stand for redis. It takes"
              + " no parameters, and special characters of the password are percent-encoded");
    }
    var kind = kind(url.group("kind"));
    var identity = Optional.ofNullable(url.group("identity")).orElse("");
    return new RedisPlace(
        kind,
        !url.group("tls").isEmpty(),
        user(identity),
        password(identity),
        nodes(kind, url.group("nodes")),
        database(kind, url.group("database")),
        master(kind, url));
  }

  private static Kind kind(String word) {
    return word == null ? Kind.SERVER : word.equals("sentinel") ? Kind.SENTINEL : Kind.CLUSTER;
  }

  private static Optional<String> user(String identity) {
    return part(identity.substring(0, Math.max(0, identity.indexOf(':'))));
  }

  /** As everywhere with Redis, what stands alone is the password. */
  private static Optional<String> password(String identity) {
    return part(identity.substring(identity.indexOf(':') + 1));
  }

  private static Optional<String> part(String encoded) {
    return Optional.of(decoded(encoded)).filter(text -> !text.isEmpty());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException holdsTheText) {
      throw wrong("has a percent sign that encodes nothing");
    }
  }

  private static List<Node> nodes(Kind kind, String list) {
    var nodes = Arrays.stream(list.split(",", -1)).map(text -> node(kind, text.strip())).toList();
    if (kind == Kind.SERVER && nodes.size() > 1) {
      throw wrong("names several servers: write redis-cluster:// or redis-sentinel://");
    }
    return nodes;
  }

  private static Node node(Kind kind, String text) {
    var node = NODE.matcher(text);
    if (!node.matches()) {
      throw wrong("names no valid host and port");
    }
    var usual = kind == Kind.SENTINEL ? SENTINEL_PORT : SERVER_PORT;
    var port = node.group("port") == null ? usual : Integer.parseInt(node.group("port"));
    if (port < 1 || port > HIGHEST_PORT) {
      throw wrong("has a port that is none");
    }
    return new Node(node.group("host").replaceAll("[\\[\\]]", ""), port);
  }

  private static int database(Kind kind, String number) {
    var database = number == null || number.isEmpty() ? 0 : Integer.parseInt(number);
    if (kind == Kind.CLUSTER && database != 0) {
      throw wrong("names a database, and a cluster has one only");
    }
    return database;
  }

  private static Optional<String> master(Kind kind, Matcher url) {
    var master = Optional.ofNullable(url.group("master"));
    if (master.isPresent() != (kind == Kind.SENTINEL)) {
      throw wrong("needs the name of the master at its end, as in #mymaster, with sentinels alone");
    }
    return master;
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("The Redis URL " + what + ".");
  }
}
