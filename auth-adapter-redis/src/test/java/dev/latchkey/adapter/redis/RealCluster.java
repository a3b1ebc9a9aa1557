package dev.latchkey.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.contract.Eventually;
import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real cluster of three masters on loopback: this machine's own Redis, or else one from a jar.
 */
public final class RealCluster implements AutoCloseable {
  private static final int NODES = 3;

  private final List<RealRedis> nodes;

  private RealCluster(List<RealRedis> nodes) {
    this.nodes = nodes;
  }

  /** Started, and of one mind about who keeps what. */
  public static RealCluster start() {
    var nodes = Stream.generate(RealCluster::node).limit(NODES).toList();
    var share = SlotHash.SLOT_COUNT / NODES + 1;
    for (var n = 0; n < NODES; n++) {
      var first = n * share;
      var slots = IntStream.range(first, Math.min(first + share, SlotHash.SLOT_COUNT)).toArray();
      nodes.get(n).tell(commands -> commands.clusterAddSlots(slots));
      var port = nodes.getFirst().port();
      nodes.get(n).tell(commands -> commands.clusterMeet("127.0.0.1", port));
    }
    nodes.forEach(RealCluster::awaitAgreement);
    return new RealCluster(nodes);
  }

  private static RealRedis node() {
    return RealRedis.startInstalled("--cluster-enabled", "yes", "--cluster-node-timeout", "2000");
  }

  private static void awaitAgreement(RealRedis node) {
    Eventually.holds(
        () -> {
          String info = node.tell(commands -> commands.clusterInfo());
          assertThat(info).contains("cluster_state:ok", "cluster_known_nodes:" + NODES);
        });
  }

  public List<RealRedis> nodes() {
    return nodes;
  }

  public String url() {
    return nodes.stream()
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis-cluster://", ""));
  }

  public void flush() {
    nodes.forEach(RealRedis::flush);
  }

  @Override
  public void close() {
    nodes.forEach(RealRedis::close);
  }
}
