package dev.latchkey.testkit.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads {@link Cbor}. */
public final class CborReader {
  private static final int DEEPEST = 8;

  private final byte[] bytes;
  private int at;

  private CborReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /**
   * The first of several values.
   *
   * @param end where the next would begin
   */
  public record First(Cbor value, int end) {}

  static Optional<First> readFirst(byte[] bytes, int from) {
    var reader = new CborReader(bytes, from);
    try {
      var value = reader.value(0);
      return Optional.of(new First(value, reader.at));
    } catch (MalformedException malformed) {
      return Optional.empty();
    }
  }

  private Cbor value(int depth) throws MalformedException {
    require(depth <= DEEPEST);
    var head = take(1)[0] & 0xff;
    var kind = head >> 5;
    var number = number(head & 31);
    return switch (kind) {
      case 0 -> Cbor.of(number);
      case 1 -> Cbor.of(~number);
      case 2 -> Cbor.of(take(number));
      case 3 -> Cbor.of(text(take(number)));
      case 4 -> items(number, depth);
      case 5 -> pairs(number, depth);
      case 7 -> simple(head & 31);
      default -> throw new MalformedException();
    };
  }

  private long number(int size) throws MalformedException {
    if (size < 24) {
      return size;
    }
    require(size <= 27);
    var number = 0L;
    for (var part : take(1L << (size - 24))) {
      number = number << 8 | (part & 0xff);
    }
    require(number >= 0);
    return number;
  }

  private Cbor items(long count, int depth) throws MalformedException {
    require(count <= bytes.length);
    var items = new ArrayList<Cbor>();
    for (var i = 0; i < count; i++) {
      items.add(value(depth + 1));
    }
    return new Cbor.Items(items);
  }

  private Cbor pairs(long count, int depth) throws MalformedException {
    require(count <= bytes.length);
    var pairs = new LinkedHashMap<Cbor, Cbor>();
    for (var i = 0; i < count; i++) {
      var key = value(depth + 1);
      require(pairs.put(key, value(depth + 1)) == null);
    }
    return new Cbor.Pairs(pairs);
  }

  private static Cbor simple(int number) throws MalformedException {
    require(number >= 20 && number <= 23);
    return new Cbor.Simple(number);
  }

  private static String text(byte[] utf8) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException();
    }
  }

  private byte[] take(long count) throws MalformedException {
    require(count <= bytes.length - at);
    var taken = new byte[(int) count];
    System.arraycopy(bytes, at, taken, 0, taken.length);
    at += taken.length;
    return taken;
  }

  private static void require(boolean wellFormed) throws MalformedException {
    if (!wellFormed) {
      throw new MalformedException();
    }
  }
}
