package dev.latchkey.application.ratelimit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A part of the table of windows, with room for so many. Whoever works on it holds its lock.
 *
 * <p>A hand goes round: each newcomer has it look at a few windows, and those that are over go.
 */
final class Part {
  private static final int LOOKED_AT = 8;

  private final int room;
  private final Map<SubjectKey, MovingWindow> windows = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private int hand;

  Part(int room) {
    this.room = room;
  }

  private record Place(SubjectKey key, MovingWindow window) {}

  MovingWindow window(SubjectKey key, long now) {
    var known = windows.get(key);
    return known == null ? newcomer(key, now) : known;
  }

  int size() {
    return places.size();
  }

  private MovingWindow newcomer(SubjectKey key, long now) {
    sweep(now);
    if (places.size() >= room) {
      remove(lightest(now));
    }
    var window = new MovingWindow();
    windows.put(key, window);
    places.add(new Place(key, window));
    return window;
  }

  private void sweep(long now) {
    for (var n = 0; n < LOOKED_AT && !places.isEmpty(); n++) {
      hand = hand % places.size();
      if (counting(hand, now) == 0) {
        remove(hand);
      } else {
        hand++;
      }
    }
  }

  /** Of the next few, the one with the fewest counts. */
  private int lightest(long now) {
    return IntStream.range(hand, hand + LOOKED_AT)
        .map(place -> place % places.size())
        .boxed()
        .min(Comparator.comparingInt(place -> counting(place, now)))
        .orElseThrow();
  }

  private int counting(int place, long now) {
    return places.get(place).window().counting(now);
  }

  /** The last one takes its place. */
  private void remove(int place) {
    windows.remove(places.get(place).key());
    var last = places.removeLast();
    if (place < places.size()) {
      places.set(place, last);
    }
  }
}
