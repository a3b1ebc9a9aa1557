package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.embedded.postgres.EmbeddedPostgres;
import dev.latchkey.testkit.memory.RecordingNotifier;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the published jars. */
class ConsumerTest {
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "correct horse battery staple";
  private static final ClientContext CLIENT = ClientContext.none();

  @Test
  void somebody_signs_up_and_in_on_a_real_database(@TempDir Path folder) {
    var mails = new RecordingNotifier();
    try (var server = EmbeddedPostgres.start(EmbeddedPostgres.Config.in(folder));
        var pool = poolOf(server);
        var shop = Shop.open(pool, "only for tests: 0123456789abcdef0123456789", mails)) {
      var auth = shop.auth();
      var started =
          (StartRegistration.Outcome.Started)
              auth.startRegistration()
                  .handle(new StartRegistration.Command(EMAIL, PASSWORD, "Ada", CLIENT));
      var code = awaitedCode(mails);
      assertThat(
              auth.verifyRegistration()
                  .handle(new VerifyRegistration.Command(started.id(), code, CLIENT)))
          .isInstanceOf(VerifyRegistration.Outcome.SignedIn.class);
      var tokens =
          ((AuthenticateWithPassword.Outcome.SignedIn)
                  auth.authenticateWithPassword()
                      .handle(new AuthenticateWithPassword.Command(EMAIL, PASSWORD, CLIENT)))
              .tokens();
      assertThat(auth.resolveSession().handle(new ResolveSession.Command(tokens.accessToken())))
          .isInstanceOf(ResolveSession.Outcome.Resolved.class);
    }
  }

  private static HikariDataSource poolOf(EmbeddedPostgres server) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(server.jdbcUrl());
    pool.setUsername(server.user());
    pool.setPassword(server.password());
    return pool;
  }

  private static String awaitedCode(RecordingNotifier mails) {
    var start = System.nanoTime();
    while (mails.sent().isEmpty()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      LockSupport.parkNanos(1_000_000);
    }
    return ((RegistrationCode) mails.sent().getFirst().notification()).code().reveal();
  }

  @Test
  void every_jar_of_ours_has_a_module_name_of_its_own() {
    var jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(".*[/\\\\]auth-[^/\\\\]*\\.jar"))
            .map(Path::of)
            .toList();

    assertThat(jars).hasSizeGreaterThan(6);
    assertThat(jars).allSatisfy(jar -> assertThat(declaredName(jar)).startsWith("dev.latchkey."));
    assertThat(ModuleFinder.of(jars.toArray(Path[]::new)).findAll())
        .hasSameSizeAs(jars)
        .extracting(found -> found.descriptor().name())
        .contains(
            "dev.latchkey.domain",
            "dev.latchkey.application",
            "dev.latchkey.adapter.crypto",
            "dev.latchkey.adapter.persistence",
            "dev.latchkey.embedded.postgres",
            "dev.latchkey.testkit",
            "dev.latchkey.verifier");
  }

  private static String declaredName(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
