package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at most once happens at most once over two server processes on one database. */
class TwoServersIT {
  private static final String PASSWORD = "canary-two servers, one house";
  private static final int MANY = 50;

  @TempDir static Path data;

  private static ServerProcess one;
  private static ServerProcess other;

  @BeforeAll
  static void start() {
    var settings = Map.of("MAILS_PER_ADDRESS_PER_HOUR", "100", "HASH_QUEUE", "1000");
    one = ServerProcess.serve(data, settings);
    other = ServerProcess.serve(data, settings);
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  @Test
  @Requirement("S1-55")
  void of_two_hundred_submissions_of_one_code_one_makes_the_user() throws Exception {
    var registration = one.api().register("race@example.com", PASSWORD).text("registration_id");
    var code = one.api().awaitCode("race@example.com");

    var answers = atOnce(200, i -> () -> server(i).verify(registration, code));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .hasSize(199)
        .allSatisfy(answer -> assertThat(answer.text("code")).isEqualTo("invalid_code"));
    assertThat(one.api().login("race@example.com", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void of_fifty_proven_registrations_of_one_address_one_gets_it() throws Exception {
    var registrations = registerAtOnce("many");
    var mails =
        Eventually.get(
            "a code for each registration",
            () -> Optional.of(one.api().mails("many@example.com")).filter(m -> m.size() == MANY));

    var answers =
        atOnce(MANY, i -> () -> server(i).verify(registrations.get(i), codeIn(mails, "many", i)));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> assertThat(answer.text("code")).isEqualTo("already_registered"));
  }

  private static List<String> registerAtOnce(String local) throws Exception {
    return atOnce(MANY, i -> () -> server(i).post("/api/v1/auth/register", registration(local, i)))
        .stream()
        .map(answer -> answer.text("registration_id"))
        .toList();
  }

  private static ObjectNode registration(String local, int i) {
    return Api.object(
        "email", spelling(local, i), "password", PASSWORD, "name", local + " number " + i + ".");
  }

  /** Mails are told apart by the name that each registration gave. */
  private static String codeIn(List<JsonNode> mails, String local, int i) {
    return mails.stream()
        .map(mail -> mail.path("text").asText())
        .filter(text -> text.contains(local + " number " + i + "."))
        .findFirst()
        .flatMap(Api::codeIn)
        .orElseThrow();
  }

  private static String spelling(String local, int i) {
    return switch (i % 4) {
      case 0 -> local + "@example.com";
      case 1 -> local.toUpperCase(Locale.ROOT) + "@EXAMPLE.COM";
      case 2 -> " " + local + "@Example.com. ";
      default -> local + "@eXample.COM.";
    };
  }

  private static Api server(int i) {
    return i % 2 == 0 ? one.api() : other.api();
  }

  private static <T> List<T> atOnce(int times, IntFunction<Callable<T>> call)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(IntStream.range(0, times).mapToObj(call).toList())) {
        results.add(future.get());
      }
      return results;
    }
  }
}
