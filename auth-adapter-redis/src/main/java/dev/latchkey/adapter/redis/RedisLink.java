package dev.latchkey.adapter.redis;

import dev.latchkey.adapter.redis.RedisClients.Client;
import dev.latchkey.adapter.redis.RedisClients.Session;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of this adapter to Redis, and its circuit breaker: there is a connection, or every call
 * fails at once.
 *
 * <p>A connection that breaks, or on which several calls in a row got no answer in time, is thrown
 * away, since one that hangs may hang for minutes after Redis is back. In the background another is
 * made, and used once Redis has answered on it: no caller ever waits to find out.
 *
 * <p>Part of the inside of this module, public only for the sake of its packages. May be used from
 * any thread.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration TRIAL = Duration.ofSeconds(1);
  private static final int FAILURES_IN_A_ROW = 3;
  private static final String BROKE = "a connection to Redis broke";

  private final Client client;
  private final Duration deadline;
  private final AtomicReference<@Nullable Session> current = new AtomicReference<>();
  private final AtomicReference<Consumer<String>> onLoss = new AtomicReference<>(reason -> {});
  private final AtomicInteger failures = new AtomicInteger();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("latchkey-redis").factory());

  RedisLink(Client client, Duration deadline) {
    this.client = client;
    this.deadline = deadline;
  }

  /** Begins to connect, in the background. */
  void open() {
    client.client().addListener(new Breaks());
    keeper.execute(this::tend);
  }

  /** Names who is to hear that there is no connection any more, or that one of several broke. */
  void onLoss(Consumer<String> listener) {
    onLoss.set(listener);
  }

  boolean isConnected() {
    return current.get() != null;
  }

  /**
   * Sends one command and waits for its answer, no longer than the deadline.
   *
   * @throws RedisAwayException when there is none; its cause is a {@link
   *     RedisCommandExecutionException} when Redis answered with an error
   */
  public <T> T call(Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> command) {
    var session = current.get();
    if (session == null) {
      throw new RedisAwayException("Redis is not connected");
    }
    try {
      var answer = answer(command.apply(session.commands()));
      failures.set(0);
      return answer;
    } catch (TimeoutException late) {
      throw failed(session, "Redis did not answer in time", late);
    } catch (RedisCommandExecutionException refused) {
      failures.set(0);
      throw new RedisAwayException("Redis answered with an error", refused);
    } catch (RedisException broken) {
      throw failed(session, BROKE, broken);
    }
  }

  private <T> T answer(RedisFuture<T> future) throws TimeoutException {
    try {
      return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RedisException known
          ? known
          : new RedisException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new RedisAwayException("interrupted while asking Redis", stop);
    } finally {
      future.cancel(true);
    }
  }

  private RedisAwayException failed(Session session, String reason, Throwable cause) {
    if (failures.incrementAndGet() >= FAILURES_IN_A_ROW) {
      drop(session, reason);
    }
    return new RedisAwayException(reason, cause);
  }

  private void drop(Session session, String reason) {
    if (current.compareAndSet(session, null)) {
      failures.set(0);
      onLoss.get().accept(reason);
      session.close();
    }
  }

  /** Sees to it that there is a connection, again and again, whatever happens meanwhile. */
  private void tend() {
    try {
      if (!isConnected()) {
        connect();
      }
    } finally {
      again();
    }
  }

  private void again() {
    if (!keeper.isShutdown()) {
      var unused = keeper.schedule(this::tend, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void connect() {
    try {
      var session = client.connect().get();
      if (answers(session)) {
        failures.set(0);
        current.set(session);
        dropIfClosed(session);
      } else {
        session.close();
      }
    } catch (RedisException away) {
      LOG.atDebug().setCause(away).log("Redis cannot be reached");
    }
  }

  private static boolean answers(Session session) {
    try {
      session.commands().ping().get(TRIAL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException no) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** It may have broken before anybody listened. */
  private void dropIfClosed(Session session) {
    if (!session.connection().isOpen()) {
      drop(session, BROKE);
    }
  }

  /** Hears when a connection breaks that we did not close; a cluster has several. */
  private final class Breaks implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      if (connection.isClosed()) {
        return;
      }
      onLoss.get().accept(BROKE);
      var session = current.get();
      if (session != null && session.connection().equals(connection)) {
        drop(session, BROKE);
      }
    }
  }

  /** Again is harmless. */
  @Override
  public void close() {
    keeper.shutdownNow();
    current.set(null);
    client.client().shutdown(0, 2, TimeUnit.SECONDS);
  }
}
