package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.latchkey.bootstrap.journeys.Wire.Heard;
import dev.latchkey.bootstrap.journeys.Wire.Sending;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * More, larger and slower than anybody should send, from many connections at once. The packaged
 * server with 256 MiB of heap gets rid of all of it, and its honest clients are served meanwhile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AbuseIT {
  private static final Duration HONEST_WAIT = Duration.ofSeconds(5);
  private static final Duration HUNG_UP_AFTER = Duration.ofSeconds(45);
  private static final long GIBIBYTE = 1L << 30;
  private static final int AT_ONCE = 8;
  private static final int MANY = 10_000;

  /** Left for everything else that a process opens. */
  private static final int SPARE_FILES = 2000;

  private static final String LOGIN =
      "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: localhost\r\n";

  private final ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Heard>> slow = new ArrayList<>();
  private ServerProcess server;
  private Wire wire;

  @BeforeAll
  void signUpAndLetTheSlowOnesBegin(@TempDir Path data) {
    server = ServerProcess.serve(data, Map.of("SESSION_LIMIT", "1000"));
    wire = Wire.to(server.base());
    server.api().signUp(BadInput.EMAIL, BadInput.PASSWORD);
    for (var sending : slowOnes()) {
      slow.add(attackers.submit(() -> wire.waiting(HUNG_UP_AFTER).send(sending)));
    }
  }

  @AfterAll
  void nothingIsLeftOfIt() {
    attackers.shutdownNow();
    server.close();
    assertThat(server.timesLogged("failed unexpectedly")).isZero();
    assertThat(server.timesLogged("OutOfMemoryError")).isZero();
  }

  private static List<Sending> slowOnes() {
    return List.of(
        once("GET /hea"),
        once(HEALTH + "X: a"),
        once(LOGIN + "Content-Length: 40\r\n\r\n{\"email\":"),
        once(LOGIN + "Transfer-Encoding: chunked\r\n\r\n28\r\n{\"email\":"),
        dripping("", "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(16)),
        dripping(HEALTH, "X: a\r\n"),
        dripping(LOGIN + "Content-Length: 4000\r\n\r\n", " "),
        dripping(LOGIN + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
        dripping(LOGIN + "Transfer-Encoding: chunked\r\n\r\n1;a=", "a"),
        dripping(LOGIN + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "X: a\r\n"),
        flowing(LOGIN + "Transfer-Encoding: chunked\r\n\r\n1;a=", "a".repeat(4096)));
  }

  private static Sending once(String bytes) {
    return out -> write(out, bytes);
  }

  /** One byte every quarter of a second, until nobody takes them any more. */
  private static Sending dripping(String start, String more) {
    return repeating(start, more, 1, Duration.ofMillis(250));
  }

  private static Sending flowing(String start, String more) {
    return repeating(start, more, more.length(), Duration.ofMillis(20));
  }

  private static Sending repeating(String start, String more, int step, Duration pause) {
    return out -> {
      write(out, start);
      var end = System.nanoTime() + HUNG_UP_AFTER.toNanos();
      for (var i = 0; System.nanoTime() < end; i = (i + step) % more.length()) {
        write(out, more.substring(i, i + step));
        LockSupport.parkNanos(pause.toNanos());
      }
    };
  }

  private static void write(OutputStream out, String bytes) throws IOException {
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Test
  @Order(1)
  void bodies_of_a_gibibyte_and_without_end_are_not_waited_for() throws Exception {
    var floods = new ArrayList<Future<Heard>>();
    for (var i = 0; i < AT_ONCE; i++) {
      floods.add(flood(LOGIN + "Content-Length: " + GIBIBYTE + "\r\n\r\n", " ".repeat(8192)));
      floods.add(flood(HEALTH + "Content-Length: " + GIBIBYTE + "\r\n\r\n", " ".repeat(8192)));
      var chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
      floods.add(flood(LOGIN + "Transfer-Encoding: chunked\r\n\r\n", chunk));
      floods.add(flood(HEALTH + "Transfer-Encoding: chunked\r\n\r\n", chunk));
    }
    assertHonestClientsAreServed();
    for (var flood : floods) {
      var heard = flood.get(HUNG_UP_AFTER.toSeconds(), TimeUnit.SECONDS);
      assertThat(heard.open()).isFalse();
      assertThat(heard.status()).as(heard.text()).isIn(0, 200, 413);
    }
    assertThat(floods).anySatisfy(flood -> assertThat(flood.get().status()).isEqualTo(413));
  }

  /** A gibibyte at most, or as much as is taken. */
  private Future<Heard> flood(String start, String part) {
    return attackers.submit(
        () ->
            wire.send(
                out -> {
                  write(out, start);
                  var bytes = part.getBytes(StandardCharsets.US_ASCII);
                  for (var sent = 0L; sent < GIBIBYTE; sent += bytes.length) {
                    out.write(bytes);
                  }
                }));
  }

  @Test
  @Order(2)
  void ten_thousand_silent_connections_keep_nobody_out() throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      for (var i = 0; i < possible(); i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.base().getPort()));
      }
      assertHonestClientsAreServed();
      for (var socket : List.of(sockets.getFirst(), sockets.getLast())) {
        write(socket.getOutputStream(), HEALTH + "\r\n");
        assertThat(socket.getInputStream().readNBytes(15)).asString().isEqualTo("HTTP/1.1 200 OK");
      }
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
    assertHonestClientsAreServed();
  }

  private static int possible() {
    var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    return Math.toIntExact(Math.min(MANY, system.getMaxFileDescriptorCount() - SPARE_FILES));
  }

  @Test
  @Order(3)
  void who_never_comes_to_an_end_is_hung_up_on() throws Exception {
    assertHonestClientsAreServed();
    for (var each : slow) {
      var heard = each.get(HUNG_UP_AFTER.toSeconds(), TimeUnit.SECONDS);
      assertThat(heard.open()).as("after " + heard.took()).isFalse();
      assertThat(heard.took()).isLessThan(HUNG_UP_AFTER);
      if (!heard.text().isEmpty()) {
        AnswerForm.assertProblem(heard);
      }
    }
    assertThat(slow.stream().map(Future::resultNow).map(Heard::status)).contains(408);
    assertHonestClientsAreServed();
  }

  @Test
  @Order(4)
  void who_takes_a_breath_is_served() {
    var request = BadInput.signIn();
    var heard =
        wire.send(
            out -> {
              for (var at = 0; at < request.length(); at += 60) {
                write(out, request.substring(at, Math.min(at + 60, request.length())));
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
              }
            });

    assertThat(heard.status()).as(heard.text()).isEqualTo(200);
  }

  private void assertHonestClientsAreServed() {
    for (var request : List.of(BadInput.signIn(), HEALTH + "Connection: close\r\n\r\n")) {
      var heard = wire.send(request);
      assertThat(heard.status()).as(heard.text()).isEqualTo(200);
      assertThat(heard.took()).isLessThan(HONEST_WAIT);
    }
  }
}
