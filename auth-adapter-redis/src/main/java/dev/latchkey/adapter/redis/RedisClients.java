package dev.latchkey.adapter.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Clients for the kinds of Redis that there are, all used in the same way. */
final class RedisClients {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration TOPOLOGY_PERIOD = Duration.ofSeconds(5);
  private static final int QUEUE = 1000;

  private RedisClients() {}

  /** One client, and how it connects: blocking, for about a second or two at most. */
  record Client(AbstractRedisClient client, Supplier<Session> connect) {}

  /** One connection, or to a cluster one for each of its nodes. */
  record Session(
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> commands) {

    /** Soon, and without waiting. */
    void close() {
      var unused = connection.closeAsync();
    }
  }

  static Client of(RedisPlace place, ClientResources resources) {
    return switch (place.kind()) {
      case SERVER -> single(server(place, place.nodes().getFirst()), resources);
      case SENTINEL -> single(sentinels(place), resources);
      case CLUSTER ->
          cluster(place.nodes().stream().map(node -> server(place, node)).toList(), resources);
    };
  }

  /** Never connects again by itself: {@link RedisLink} does, and sees to it that it works. */
  private static Client single(RedisURI uri, ClientResources resources) {
    var client = RedisClient.create(resources);
    client.setOptions(
        options(ClientOptions.builder())
            .autoReconnect(false)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    return new Client(
        client,
        () -> {
          var connection = client.connect(uri);
          return new Session(connection, connection.async());
        });
  }

  /**
   * Connects to each node when it first needs it: so commands wait for that, for their deadline.
   */
  private static Client cluster(List<RedisURI> uris, ClientResources resources) {
    var client = RedisClusterClient.create(resources, uris);
    client.setOptions(
        ((ClusterClientOptions.Builder) options(ClusterClientOptions.builder()))
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .adaptiveRefreshTriggersTimeout(PATIENCE)
                    .enablePeriodicRefresh(TOPOLOGY_PERIOD)
                    .build())
            .build());
    return new Client(
        client,
        () -> {
          var connection = client.connect();
          return new Session(connection, connection.async());
        });
  }

  /** What hangs does not pile up. */
  private static ClientOptions.Builder options(ClientOptions.Builder builder) {
    return builder
        .requestQueueSize(QUEUE)
        .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).keepAlive(true).build());
  }

  private static RedisURI server(RedisPlace place, RedisPlace.Node node) {
    return common(place, RedisURI.Builder.redis(node.host(), node.port())).build();
  }

  private static RedisURI sentinels(RedisPlace place) {
    var builder = RedisURI.builder().withSentinelMasterId(place.master().orElseThrow());
    for (var node : place.nodes()) {
      builder.withSentinel(
          RedisURI.Builder.redis(node.host(), node.port())
              .withSsl(place.encrypted())
              .withVerifyPeer(SslVerifyMode.FULL)
              .withTimeout(PATIENCE)
              .build());
    }
    return common(place, builder).build();
  }

  private static RedisURI.Builder common(RedisPlace place, RedisURI.Builder builder) {
    builder
        .withSsl(place.encrypted())
        .withVerifyPeer(SslVerifyMode.FULL)
        .withDatabase(place.database())
        .withClientName("latchkey")
        .withTimeout(PATIENCE);
    place
        .password()
        .ifPresent(
            password ->
                place
                    .user()
                    .ifPresentOrElse(
                        user -> builder.withAuthentication(user, password),
                        () -> builder.withPassword((CharSequence) password)));
    return builder;
  }
}
