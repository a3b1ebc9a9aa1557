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

  private final RedisPlace place;
  private final Duration patience;
  private final ClientResources resources;

  private RedisClients(RedisConfig config, ClientResources resources) {
    this.place = config.place();
    this.patience = config.deadline().compareTo(PATIENCE) > 0 ? config.deadline() : PATIENCE;
    this.resources = resources;
  }

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

  static Client of(RedisConfig config, ClientResources resources) {
    return new RedisClients(config, resources).client();
  }

  private Client client() {
    return switch (place.kind()) {
      case SERVER -> single(server(place.nodes().getFirst()));
      case SENTINEL -> single(sentinels());
      case CLUSTER -> cluster(place.nodes().stream().map(this::server).toList());
    };
  }

  /** Never connects again by itself: {@link RedisLink} does, and sees to it that it works. */
  private Client single(RedisURI uri) {
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
  private Client cluster(List<RedisURI> uris) {
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
  private ClientOptions.Builder options(ClientOptions.Builder builder) {
    return builder
        .requestQueueSize(QUEUE)
        .socketOptions(SocketOptions.builder().connectTimeout(patience).keepAlive(true).build());
  }

  private RedisURI server(RedisPlace.Node node) {
    return common(RedisURI.Builder.redis(node.host(), node.port())).build();
  }

  private RedisURI sentinels() {
    var builder = RedisURI.builder().withSentinelMasterId(place.master().orElseThrow());
    for (var node : place.nodes()) {
      builder.withSentinel(
          RedisURI.Builder.redis(node.host(), node.port())
              .withSsl(place.encrypted())
              .withVerifyPeer(SslVerifyMode.FULL)
              .withTimeout(patience)
              .build());
    }
    return common(builder).build();
  }

  private RedisURI.Builder common(RedisURI.Builder builder) {
    builder
        .withSsl(place.encrypted())
        .withVerifyPeer(SslVerifyMode.FULL)
        .withDatabase(place.database())
        .withClientName("latchkey")
        .withTimeout(patience);
    place.password().ifPresent(password -> authenticate(builder, password));
    return builder;
  }

  private void authenticate(RedisURI.Builder builder, String password) {
    place
        .user()
        .ifPresentOrElse(
            user -> builder.withAuthentication(user, password),
            () -> builder.withPassword((CharSequence) password));
  }
}
