package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody's mailbox is flooded through us, and nobody is told why. */
class QuotaIT {
  private static final int TRIES = 50;
  private static final int MAILS_AN_HOUR = 5;

  @TempDir Path data;

  @Test
  void fifty_registrations_of_one_address_send_five_codes() {
    try (var server = ServerProcess.serve(data, Map.of("HASH_QUEUE", "1000"))) {
      var answers =
          IntStream.range(0, TRIES)
              .parallel()
              .mapToObj(i -> server.api().register(spelling(i), "canary-fifty times over"))
              .toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));

      // The log tells that every delivery was looked at, so none can still be on its way.
      Eventually.isTrue(
          "the end of the mails",
          Duration.ofSeconds(30),
          () -> server.timesLogged("too many an hour") == TRIES - MAILS_AN_HOUR);
      assertThat(server.api().mails("flood@example.com")).hasSize(MAILS_AN_HOUR);
    }
  }

  private static String spelling(int i) {
    return switch (i % 4) {
      case 0 -> "flood@example.com";
      case 1 -> "FLOOD@EXAMPLE.COM";
      case 2 -> " Flood@Example.com. ";
      default -> "flOOd@eXample.COM.";
    };
  }
}
