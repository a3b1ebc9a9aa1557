package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.leaving.PersonalData;
import dev.latchkey.domain.leaving.PersonalRecord;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of an export when the database goes away in the middle of it. */
class BrokenExportTest {
  private static final String EXPORT = "/api/v1/users/export";
  private static final int MORE_THAN_ANY_BUFFER = 400;

  @Test
  void what_fails_before_the_first_byte_left_is_a_problem_and_no_file() {
    try (var server = failingAfter(0)) {
      var answer = export(server);

      assertThat(answer.problem()).isEqualTo("503 unavailable");
      assertThat(answer.header("Content-Disposition")).isEmpty();
      assertThat(answer.header("Retry-After")).isPresent();
    }
  }

  @Test
  void what_breaks_off_can_be_taken_for_no_whole() throws Exception {
    try (var server = failingAfter(MORE_THAN_ANY_BUFFER)) {
      var answer = asItComes(server);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).startsWith("{\"format\":1").doesNotContain("complete", "problem");
      assertThatThrownBy(answer::json).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void what_does_not_fail_is_whole() {
    try (var server = TestServer.start()) {
      assertThat(export(server).json().path("complete").asBoolean()).isTrue();
    }
  }

  private static Answer export(TestServer server) {
    var token = server.signUp("ada@example.com").text("access_token");
    return server.client().bearer(token).get(EXPORT);
  }

  /** Without asking whether it is as documented: it is not, and that is the point. */
  private static Answer asItComes(TestServer server) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + EXPORT))
            .header(
                "Authorization", "Bearer " + server.signUp("ada@example.com").text("access_token"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return new Answer(client.send(request, BodyHandlers.ofString()));
    }
  }

  private static TestServer failingAfter(int records) {
    return new TestServer(
        new TestServer.Options().storage(storage -> with(storage, new Failing(records))));
  }

  private static StoragePorts with(StoragePorts storage, PersonalData other) {
    return new StoragePorts(
        storage.unit(),
        storage.outbox(),
        storage.deliveries(),
        storage.auditTrail(),
        storage.users(),
        storage.registrations(),
        storage.passwords(),
        storage.passwordResets(),
        storage.budgets(),
        storage.guesses(),
        storage.devices(),
        storage.passkeys(),
        storage.ceremonies(),
        storage.sessions(),
        storage.signingKeys(),
        storage.deletions(),
        storage.notices(),
        storage.addressChanges(),
        storage.recoveries(),
        other);
  }

  /** Has so many records in its first category, and no second. */
  private record Failing(int records) implements PersonalData {
    @Override
    public List<PersonalRecord> read(
        Person person, Category category, @Nullable String after, int limit) {
      if (category != Category.PROFILE || records == 0) {
        throw new InfrastructureException("read", new SocketException("gone"));
      }
      return IntStream.range(0, records)
          .mapToObj(n -> new PersonalRecord("k" + n, Map.of("text", "x".repeat(1000))))
          .toList();
    }

    @Override
    public boolean forget(Person person) {
      return false;
    }
  }
}
