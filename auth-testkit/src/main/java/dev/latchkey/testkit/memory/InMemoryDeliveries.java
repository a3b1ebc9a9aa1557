package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.Deliveries;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventSubscriber;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Deliveries in the order of their staging; those that failed go to the end of the queue. */
final class InMemoryDeliveries implements Deliveries {
  private static final int TRIES = 3;

  private final InMemoryState state;
  private final InstantSource time;
  private final Set<Object> dead = ConcurrentHashMap.newKeySet();
  private volatile List<EventSubscriber> subscribers = List.of();

  InMemoryDeliveries(InMemoryState state, InstantSource time) {
    this.state = state;
    this.time = time;
  }

  void connect(List<EventSubscriber> all) {
    subscribers = List.copyOf(all);
  }

  /** One delivery for each subscriber that wants the event. */
  List<Staged> staged(Delivery delivery) {
    return subscribers.stream()
        .filter(subscriber -> subscriber.wants(delivery.event()))
        .map(subscriber -> Staged.of(subscriber.name(), delivery))
        .toList();
  }

  /** Tries the delivery that is next, on the calling thread; false when there is none. */
  boolean deliverNext(Object worker) {
    var claimed = claim(worker);
    claimed.ifPresent(staged -> settle(staged, worker, fault(staged)));
    return claimed.isPresent();
  }

  private Optional<Staged> claim(Object worker) {
    return state.with(
        rows -> {
          var next =
              rows.deliveries.values().stream()
                  .filter(staged -> staged.isDue() && !dead.contains(worker))
                  .findFirst();
          next.ifPresent(due -> rows.deliveries.put(due.id(), due.claimedBy(worker)));
          return next;
        });
  }

  /** What the subscriber threw; null when it returned. A call of a subscriber ends here. */
  private @Nullable RuntimeException fault(Staged staged) {
    try {
      subscriber(staged.subscriber()).deliver(staged.delivery());
      return null;
    } catch (RuntimeException fault) {
      return fault;
    }
  }

  private EventSubscriber subscriber(String name) {
    return subscribers.stream()
        .filter(subscriber -> subscriber.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such subscriber"));
  }

  /** Writes down how it went, unless the worker has been given up meanwhile. */
  private void settle(Staged staged, Object worker, @Nullable RuntimeException fault) {
    state.run(
        rows -> {
          var held = rows.deliveries.get(staged.id());
          if (held != null && Objects.equals(held.worker(), worker)) {
            rows.deliveries.remove(held.id());
            outcome(held, fault).ifPresent(again -> rows.deliveries.put(again.id(), again));
          }
        });
  }

  private Optional<Staged> outcome(Staged held, @Nullable RuntimeException fault) {
    if (fault == null) {
      return Optional.empty();
    }
    var failed = held.failed();
    return Optional.of(
        failed.tries() < TRIES
            ? failed
            : failed.parked(time.instant(), fault.getClass().getSimpleName()));
  }

  /** Takes from a worker that died what it was in the middle of. */
  void giveUp(Object worker) {
    state.with(
        rows -> {
          rows.deliveries.replaceAll(
              (id, staged) -> Objects.equals(staged.worker(), worker) ? staged.released() : staged);
          return true;
        });
  }

  @Override
  public List<Parked> parked(int limit) {
    return state.with(
        rows ->
            rows.deliveries.values().stream()
                .map(staged -> Optional.ofNullable(staged.parked()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Parked::since))
                .limit(limit)
                .toList());
  }

  @Override
  public boolean redrive(String id, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.deliveries.get(id))
                .filter(staged -> staged.parked() != null)
                .map(staged -> rows.deliveries.put(id, staged.anew()))
                .isPresent());
  }
}
