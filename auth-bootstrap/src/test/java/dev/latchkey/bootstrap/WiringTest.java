package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.bootstrap.settings.AuthConfig;
import dev.latchkey.bootstrap.settings.ConfigLoader;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real composition, on real parts. */
class WiringTest {
  private static final Map<String, String> CARELESS = Map.of("fsync", "off");

  @AutoClose private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @Requirement({"S0-40", "S4-15"})
  void a_folder_is_all_it_takes_to_start_and_everything_is_kept_in_it(@TempDir Path folder)
      throws Exception {
    var config = config(folder, Map.of());
    try (var server = CompositionRoot.start(config, CARELESS, InstantSource.system())) {
      assertThat(get(server, "/health/ready")).isEqualTo(200);
      assertThat(get(server, "/dev/mail")).isEqualTo(200);
      assertThat(server.auth().findUsers().list(null, 1).items()).isEmpty();
    }
    assertThat(names(folder.resolve("data"))).contains("postgres", "secret-key", "mail");
    assertThat(folder.resolve("data/postgres/pgdata/postmaster.pid")).doesNotExist();
  }

  @Test
  @Requirement({"S4-23", "S0-30", "S1-141", "S1-142"})
  void every_use_case_is_there() throws Exception {
    try (var server = RunningServer.start()) {
      assertThat(Arrays.stream(AuthUseCases.class.getRecordComponents()))
          .allSatisfy(part -> assertThat(value(part, server.auth())).isNotNull());
      assertThat(server.auth().subscribers()).isNotEmpty();
      assertThat(server.auth().recurringTasks()).isNotEmpty();
    }
  }

  @Test
  void somebody_can_sign_up_by_plain_calls_with_the_code_of_the_mail() {
    try (var server = RunningServer.start()) {
      var id = register(server, "ada@example.com");
      var code = server.awaitCode("ada@example.com");
      var outcome =
          server
              .auth()
              .verifyRegistration()
              .handle(new VerifyRegistration.Command(id.id(), code, ClientContext.none()));
      assertThat(outcome).isInstanceOf(VerifyRegistration.Outcome.SignedIn.class);
      var tokens = ((VerifyRegistration.Outcome.SignedIn) outcome).tokens();
      assertThat(
              server
                  .auth()
                  .resolveSession()
                  .handle(new ResolveSession.Command(tokens.accessToken())))
          .isInstanceOf(ResolveSession.Outcome.Resolved.class);
    }
  }

  @Test
  void time_is_cut_to_what_the_database_keeps() {
    var time = new MutableTime(Instant.parse("2026-11-02T10:15:30.123456789Z"));
    try (var server = RunningServer.start(Map.of("WORKER", "off"), time)) {
      var started = register(server, "ada@example.com");
      assertThat(started.expiresAt())
          .isEqualTo(Instant.parse("2026-11-02T10:15:30.123456Z").plus(Duration.ofHours(24)));
    }
  }

  @Test
  void a_second_server_shares_the_database_and_the_secret() {
    try (var one = RunningServer.start(Map.of("WORKER", "off"));
        var other = one.another(Map.of())) {
      register(one, "ada@example.com");
      assertThat(other.awaitCode("ada@example.com")).hasSize(8);
    }
  }

  @Test
  void closing_again_is_harmless() {
    var server = RunningServer.start();
    server.close();
    server.close();
    assertThatThrownBy(() -> http.send(request(server.uri("/health")), BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_port_that_is_in_use_leaves_nothing_running(@TempDir Path folder) throws Exception {
    try (var server = RunningServer.start()) {
      var taken = Map.of("PORT", Integer.toString(server.uri("/").getPort()));
      assertThatThrownBy(
              () -> CompositionRoot.start(config(folder, taken), CARELESS, InstantSource.system()))
          .isInstanceOf(InfrastructureException.class);
    }
    assertThat(folder.resolve("data/postgres/pgdata")).exists();
    assertThat(folder.resolve("data/postgres/pgdata/postmaster.pid")).doesNotExist();
  }

  private static StartRegistration.Outcome.Started register(RunningServer server, String email) {
    var command =
        new StartRegistration.Command(email, "correct horse battery", "Ada", ClientContext.none());
    var outcome = server.auth().startRegistration().handle(command);
    assertThat(outcome).isInstanceOf(StartRegistration.Outcome.Started.class);
    return (StartRegistration.Outcome.Started) outcome;
  }

  private static AuthConfig config(Path folder, Map<String, String> more) {
    var settings = new HashMap<>(Map.of("PORT", "0", "BASE_URL", "http://localhost"));
    settings.putAll(more);
    return ((Outcome.Loaded) ConfigLoader.load(settings, folder, null)).config();
  }

  private int get(AuthServer server, String path) throws Exception {
    var uri = URI.create("http://localhost:" + server.port() + path);
    return http.send(request(uri), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Object value(RecordComponent part, AuthUseCases auth) throws Exception {
    return part.getAccessor().invoke(auth);
  }
}
