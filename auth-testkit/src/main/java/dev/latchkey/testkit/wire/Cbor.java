package dev.latchkey.testkit.wire;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CBOR (RFC 8949), as much of it as authenticators use: everything has a definite length. */
public sealed interface Cbor {

  /** Reads one value that takes up all of the bytes; empty for anything else. */
  static Optional<Cbor> read(byte[] bytes) {
    return readFirst(bytes, 0)
        .filter(first -> first.end() == bytes.length)
        .map(CborReader.First::value);
  }

  /** Reads the value that begins there, and tells where it ends. */
  static Optional<CborReader.First> readFirst(byte[] bytes, int from) {
    return CborReader.readFirst(bytes, from);
  }

  static Cbor of(long number) {
    return new Whole(number);
  }

  static Cbor of(String text) {
    return new Text(text);
  }

  static Bytes of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** A map without pairs, to start from. */
  static Pairs pairs() {
    return new Pairs(Map.of());
  }

  /** Its encoding: shortest heads, pairs in their order. */
  default byte[] write() {
    return CborWriter.write(this);
  }

  /** A whole number. */
  record Whole(long value) implements Cbor {}

  /** A text string. */
  record Text(String value) implements Cbor {}

  /** An array. */
  record Items(List<Cbor> all) implements Cbor {
    public Items {
      all = List.copyOf(all);
    }
  }

  /** False, true, null and the like, by their numbers. */
  record Simple(int value) implements Cbor {}

  /** A byte string. */
  final class Bytes implements Cbor {
    private final byte[] value;

    Bytes(byte[] value) {
      this.value = value.clone();
    }

    public byte[] value() {
      return value.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Bytes[" + value.length + "]";
    }
  }

  /** A map. */
  record Pairs(Map<Cbor, Cbor> all) implements Cbor {
    public Pairs {
      all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public Pairs with(Cbor key, Cbor value) {
      var changed = new LinkedHashMap<>(all);
      changed.put(key, value);
      return new Pairs(changed);
    }

    public Pairs with(long key, Cbor value) {
      return with(Cbor.of(key), value);
    }

    public Pairs with(String key, Cbor value) {
      return with(Cbor.of(key), value);
    }

    public Optional<Long> whole(long key) {
      return find(Cbor.of(key), Whole.class).map(Whole::value);
    }

    public Optional<byte[]> bytes(long key) {
      return find(Cbor.of(key), Bytes.class).map(Bytes::value);
    }

    public Optional<byte[]> bytes(String key) {
      return find(Cbor.of(key), Bytes.class).map(Bytes::value);
    }

    public Optional<String> text(String key) {
      return find(Cbor.of(key), Text.class).map(Text::value);
    }

    public Optional<Pairs> pairs(String key) {
      return find(Cbor.of(key), Pairs.class);
    }

    private <T extends Cbor> Optional<T> find(Cbor key, Class<T> kind) {
      return Optional.ofNullable(all.get(key)).filter(kind::isInstance).map(kind::cast);
    }
  }
}
