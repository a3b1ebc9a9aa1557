package dev.latchkey.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Feeds a target with changed forms of good input, the same ones for the same seed. What it finds
 * is told with the seed and the input. Another seed comes in by {@code -Dlatchkey.fuzz.seed=N}.
 */
public final class Mutations {
  private static final long SEED = Long.getLong("latchkey.fuzz.seed", 20_261_121L);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final int MOST_CHANGES = 6;
  private static final int LONGEST = 20_000;

  /** What parsers stumble over. */
  private static final List<String> STUMBLING_BLOCKS =
      List.of(
          "\0",
          "\n",
          "\r",
          " ",
          "\t",
          "%",
          "%00",
          "%2f",
          "%zz",
          "@",
          ":",
          "//",
          "/",
          "?",
          "#",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          ",",
          ".",
          "..",
          "-",
          "--",
          "_",
          "xn--",
          "=",
          ";",
          "&",
          "+",
          "0",
          "-1",
          "1e9",
          "1e999999",
          "99999999999999999999",
          "null",
          "true",
          "\u00e9",
          "e\u0301",
          "\u00df",
          "\u0130",
          "\u0131",
          "\u212a",
          "\uff20",
          "\u3002",
          "\u200d",
          "\u202e",
          "\ufeff",
          "\uffff",
          "\ud83d\ude00",
          "::",
          "::ffff:",
          "fe80::1%eth0",
          "/129");

  private final RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  private final List<String> corpus;

  private Mutations(List<String> corpus) {
    this.corpus = corpus;
  }

  /**
   * Runs the target with as much input as the time allows, the good input first.
   *
   * @param target throws whatever it throws when a promise is broken
   * @return how many inputs there were
   */
  public static int feed(List<String> corpus, Duration time, Consumer<byte[]> target) {
    var mutations = new Mutations(corpus);
    // Not timed: classes are loaded on the way.
    corpus.forEach(good -> call(good.getBytes(StandardCharsets.UTF_8), target));
    var end = System.nanoTime() + time.toNanos();
    var count = corpus.size();
    for (; System.nanoTime() < end; count++) {
      run(mutations.next(), target);
    }
    return count;
  }

  private static void run(byte[] input, Consumer<byte[]> target) {
    var began = System.nanoTime();
    call(input, target);
    if (System.nanoTime() - began > SLOW.toNanos()) {
      throw new AssertionError("too slow; " + about(input));
    }
  }

  private static void call(byte[] input, Consumer<byte[]> target) {
    try {
      target.accept(input);
    } catch (RuntimeException | AssertionError | StackOverflowError broken) {
      throw new AssertionError(about(input), broken);
    }
  }

  private static String about(byte[] input) {
    return "seed " + SEED + ", input in base64: " + Base64.getEncoder().encodeToString(input);
  }

  private byte[] next() {
    var text = new StringBuilder(pick(corpus));
    for (var changes = chance.nextInt(1, MOST_CHANGES); changes > 0; changes--) {
      change(text);
    }
    text.setLength(Math.min(text.length(), LONGEST));
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && chance.nextInt(8) == 0) {
      bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt();
    }
    return bytes;
  }

  private void change(StringBuilder text) {
    var from = chance.nextInt(text.length() + 1);
    var to = chance.nextInt(from, text.length() + 1);
    switch (chance.nextInt(7)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, text.substring(from, to));
      case 2 -> text.insert(from, pick(STUMBLING_BLOCKS));
      case 3 -> text.replace(from, to, pick(STUMBLING_BLOCKS));
      case 4 -> text.insert(from, Character.toString(chance.nextInt(0x110000)));
      case 5 -> text.insert(from, slice(pick(corpus)));
      default -> text.insert(from, pick(STUMBLING_BLOCKS).repeat(chance.nextInt(200)));
    }
  }

  private String slice(String other) {
    var from = chance.nextInt(other.length() + 1);
    return other.substring(from, chance.nextInt(from, other.length() + 1));
  }

  private String pick(List<String> texts) {
    return texts.get(chance.nextInt(texts.size()));
  }
}
