package dev.latchkey.adapter.redis.ratelimit;

import dev.latchkey.adapter.redis.Modules;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.testkit.contract.Race;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A node of its own: another process that asks the same Redis. */
final class OtherProcess implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;
  private final BufferedReader lines;

  private OtherProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  /** Started and connected; it begins when it is told to. */
  static OtherProcess start(String url, int threads, RateLimit limit, Duration time)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                url,
                Integer.toString(threads),
                limit.name(),
                Integer.toString(limit.limit()),
                limit.window().toString(),
                time.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var other = new OtherProcess(process);
    other.awaitReady();
    return other;
  }

  private void awaitReady() throws IOException {
    String line;
    do {
      line = lines.readLine();
      if (line == null) {
        throw new IOException("the other process is gone");
      }
    } while (!line.equals(READY));
  }

  void begin() throws IOException {
    try (var in = process.outputWriter()) {
      in.write("go\n");
    }
  }

  void collect(Admissions admissions) {
    lines
        .lines()
        .map(line -> Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray())
        .forEach(pair -> admissions.add(new Admissions.Call(pair[0], pair[1])));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws IOException {
    var limit =
        new RateLimit(arguments[2], Integer.parseInt(arguments[3]), Duration.parse(arguments[4]));
    var admissions = new Admissions();
    try (var module = Modules.patient(arguments[0])) {
      module.rateLimiter().admit(limit, "warm-up");
      System.out.println(READY);
      if (System.in.read() < 0) {
        return;
      }
      var time = Duration.parse(arguments[5]);
      Race.of(
          Integer.parseInt(arguments[1]),
          () -> {
            admissions.ask(module.rateLimiter(), limit, "ada", time);
            return true;
          });
    }
    admissions.admitted().forEach(call -> System.out.println(call.before() + " " + call.after()));
  }
}
