package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that is away, or a worker that dies, delays mail and nothing else. */
class MailServerAwayIT {
  private static final String PASSWORD = "canary-patience is a virtue";

  @TempDir Path data;

  private final int smtpPort = ServerProcess.freePort();

  @Test
  @Requirement({"S0-04", "S1-24"})
  void a_closed_port_delays_the_mail_and_nothing_else() throws Exception {
    try (var server = ServerProcess.serve(data, settings(Map.of()))) {
      var registered = server.api().register("late@example.com", PASSWORD);
      assertThat(registered.status()).isEqualTo(202);
      Eventually.isTrue(
          "a try to deliver",
          Duration.ofSeconds(10),
          () -> server.timesLogged("failed 1 times") > 0);
      assertThat(server.api().get("/health/ready").status()).isEqualTo(200);

      var smtp = mailServer();
      try {
        var verified =
            server.api().verify(registered.text("registration_id"), onlyCodeIn(smtp, 60));
        assertThat(verified.status()).isEqualTo(201);
      } finally {
        smtp.stop();
      }
    }
  }

  @Test
  @Requirement({"S0-27", "S0-41", "S3-18", "S3-20", "S3-41", "S3-42"})
  void a_delivery_whose_worker_was_killed_is_made_by_the_next_once() throws Exception {
    try (var server = ServerProcess.serve(data, settings(Map.of("WORKER", "off")))) {
      var registered = server.api().register("widow@example.com", PASSWORD);
      killWorkerInTheMiddle();

      var smtp = mailServer();
      try (var successor = ServerProcess.worker(data, settings(Map.of()))) {
        successor.awaitLog("The worker runs on");
        var code = onlyCodeIn(smtp, 10);
        assertThat(successor.isAlive()).isTrue();
        assertThat(server.api().verify(registered.text("registration_id"), code).status())
            .isEqualTo(201);
        assertThat(codesIn(smtp)).hasSize(1);
      } finally {
        smtp.stop();
      }
    }
  }

  /** A mail server that takes the call and says nothing holds the worker until it is killed. */
  private void killWorkerInTheMiddle() throws IOException {
    try (var silent = new ServerSocket(smtpPort, 50, InetAddress.getLoopbackAddress());
        var worker = ServerProcess.worker(data, settings(Map.of()))) {
      silent.setSoTimeout(30_000);
      try (var call = silent.accept()) {
        assertThat(call.isConnected()).isTrue();
        worker.kill();
      }
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("SMTP_URL", "smtp://127.0.0.1:" + smtpPort);
    settings.put("MAIL_FROM", "no-reply@example.com");
    return settings;
  }

  private GreenMail mailServer() {
    var smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    return smtp;
  }

  private static String onlyCodeIn(GreenMail smtp, int seconds) {
    return Eventually.get(
        "the mail",
        Duration.ofSeconds(seconds),
        () -> codesIn(smtp).size() == 1 ? Optional.of(codesIn(smtp).getFirst()) : Optional.empty());
  }

  private static List<String> codesIn(GreenMail smtp) {
    return Arrays.stream(smtp.getReceivedMessages())
        .flatMap(mail -> Api.codeIn(GreenMailUtil.getBody(mail)).stream())
        .toList();
  }
}
