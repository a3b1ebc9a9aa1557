package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import dev.latchkey.bootstrap.survival.Operation.Span;
import java.util.ArrayList;
import java.util.List;

/** Where all clients write down what they tried and were told. For any number of threads. */
final class Journal {
  private final long zero = System.nanoTime();
  private final List<Operation> operations = new ArrayList<>();

  /** Nanoseconds since the journal was opened. */
  long now() {
    return System.nanoTime() - zero;
  }

  /** What is known of an operation but for its number. */
  record Entry(
      String client,
      Kind kind,
      String account,
      Span span,
      Outcome outcome,
      Shown shown,
      Gained gained) {}

  synchronized Operation add(Entry entry) {
    var operation =
        new Operation(
            operations.size(),
            entry.client(),
            entry.kind(),
            entry.account(),
            entry.span(),
            entry.outcome(),
            entry.shown(),
            entry.gained());
    operations.add(operation);
    return operation;
  }

  synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  synchronized int size() {
    return operations.size();
  }
}
