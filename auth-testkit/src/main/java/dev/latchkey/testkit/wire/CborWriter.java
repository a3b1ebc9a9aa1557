package dev.latchkey.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes {@link Cbor}. */
final class CborWriter {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ITEMS = 4;
  private static final int PAIRS = 5;
  private static final int SIMPLE = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CborWriter() {}

  static byte[] write(Cbor value) {
    var writer = new CborWriter();
    writer.add(value);
    return writer.out.toByteArray();
  }

  private void add(Cbor value) {
    switch (value) {
      case Cbor.Whole(var number) ->
          head(number < 0 ? NEGATIVE : UNSIGNED, number < 0 ? ~number : number);
      case Cbor.Bytes bytes -> string(BYTES, bytes.value());
      case Cbor.Text(var text) -> string(TEXT, text.getBytes(StandardCharsets.UTF_8));
      case Cbor.Items(var all) -> {
        head(ITEMS, all.size());
        all.forEach(this::add);
      }
      case Cbor.Pairs(var all) -> {
        head(PAIRS, all.size());
        all.forEach(this::pair);
      }
      case Cbor.Simple(var number) -> head(SIMPLE, number);
    }
  }

  private void pair(Cbor key, Cbor value) {
    add(key);
    add(value);
  }

  private void string(int kind, byte[] bytes) {
    head(kind, bytes.length);
    out.writeBytes(bytes);
  }

  private void head(int kind, long number) {
    if (number < 24) {
      out.write(kind << 5 | (int) number);
    } else if (number < 1 << 8) {
      head(kind, 24, number, 1);
    } else if (number < 1 << 16) {
      head(kind, 25, number, 2);
    } else if (number < 1L << 32) {
      head(kind, 26, number, 4);
    } else {
      head(kind, 27, number, 8);
    }
  }

  private void head(int kind, int size, long number, int width) {
    out.write(kind << 5 | size);
    for (var shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      out.write((int) (number >>> shift));
    }
  }
}
