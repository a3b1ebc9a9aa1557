package dev.latchkey.bootstrap;

import dev.latchkey.bootstrap.settings.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message has one line for each fault, and no secret. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> "  " + fault.line())
            .collect(
                Collectors.joining(
                    System.lineSeparator(),
                    "The configuration cannot be used:" + System.lineSeparator(),
                    "")));
  }
}
