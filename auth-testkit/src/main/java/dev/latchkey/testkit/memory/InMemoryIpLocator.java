package dev.latchkey.testkit.memory;

import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.domain.device.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the places that it was told. */
public final class InMemoryIpLocator implements IpLocator {
  private final Map<String, Place> places = new ConcurrentHashMap<>();

  /** From now on this address is there. */
  public void add(String address, Place place) {
    places.put(address, place);
  }

  @Override
  public Optional<Place> locate(String address) {
    return Optional.ofNullable(places.get(address));
  }
}
