package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.HeaderPolicy;
import dev.latchkey.adapter.http.HeaderPolicy.XssFilter;
import dev.latchkey.bootstrap.settings.AuthConfig.Database;
import dev.latchkey.bootstrap.settings.AuthConfig.Secrets;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  private static final String GOOD_KEY = "q8Zr2Lw0xV5tYb7NcD3fGh6JkM9pQsRu1A4eXo";

  @TempDir private Path folder;

  @Test
  @Requirement({"S4-15", "S4-23", "S1-140"})
  void nothing_set_is_local_mode_with_the_documented_defaults() {
    var config = loaded(Map.of());
    assertThat(config.web().isLocal()).isTrue();
    assertThat(config.web().baseUrl()).hasToString("http://localhost:8080");
    assertThat(config.web().frontendUrl()).isEqualTo(config.web().baseUrl());
    assertThat(config.storage().database()).isInstanceOf(Database.Embedded.class);
    assertThat(config.storage().folder()).isEqualTo(folder.toAbsolutePath().resolve("data"));
    assertThat(config.secrets())
        .isEqualTo(new Secrets.Kept(folder.toAbsolutePath().resolve("data/secret-key"), List.of()));
    assertThat(config.policies().token().accessLifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.policies().session().idle()).isEqualTo(Duration.ofDays(30));
    assertThat(config.policies().session().absolute()).isEqualTo(Duration.ofDays(90));
    assertThat(config.policies().registration().codes().length()).isEqualTo(8);
    assertThat(config.policies().registration().mails().limit()).isEqualTo(5);
    assertThat(config.crypto().argon2()).hasToString("m=19456,t=2,p=1");
    assertThat(config.operation().worker()).isTrue();
  }

  @Test
  @Requirement({"S2-29", "S2-32", "S2-33"})
  void mails_are_from_whom_the_settings_say() {
    var unset = loaded(Map.of("APP_NAME", "Acme")).mail();
    assertThat(unset.appName()).isEqualTo("Acme");
    assertThat(unset.senderName()).isEqualTo("Acme");
    assertThat(unset.sender()).isEqualTo(EmailAddress.of("no-reply@localhost.localdomain"));

    var set = loaded(Map.of("MAIL_FROM", "gate@acme.example", "MAIL_FROM_NAME", "The gate")).mail();
    assertThat(set.appName()).isEqualTo("Latchkey");
    assertThat(set.senderName()).isEqualTo("The gate");
    assertThat(set.sender()).isEqualTo(EmailAddress.of("gate@acme.example"));
  }

  @Test
  void the_base_url_follows_the_port() {
    assertThat(loaded(Map.of("PORT", "9090")).web().baseUrl()).hasToString("http://localhost:9090");
  }

  @Test
  void what_browsers_are_told_is_strict_and_can_be_set() {
    assertThat(loaded(Map.of()).web().browsers().headers()).isEqualTo(HeaderPolicy.standard());
    var set = Map.of("HSTS_MAX_AGE", "0s", "HSTS_SUBDOMAINS", "no", "X_XSS_PROTECTION", "block");
    assertThat(loaded(set).web().browsers().headers())
        .isEqualTo(new HeaderPolicy(Duration.ZERO, false, XssFilter.BLOCK));
  }

  @Test
  void all_faults_are_told_at_once() {
    var faults =
        refused(
            Map.of(
                "PORT", "eighty",
                "CODE_LENGTH", "5",
                "CODE_TTL", "11m",
                "LOG_LEVEL", "loud",
                "DATABASE_URL", "mysql://somewhere",
                "SECRET_KEY", "short",
                "BASE_URL", "http://auth.example.com"));
    assertThat(faults)
        .extracting(Fault::setting)
        .containsExactlyInAnyOrder(
            "PORT",
            "BASE_URL",
            "SECRET_KEY",
            "DATABASE_URL",
            "CODE_LENGTH",
            "CODE_TTL",
            "LOG_LEVEL",
            "SMTP_URL");
  }

  @ParameterizedTest
  @CsvSource({
    "SECRET_KEY, canary-tooshort",
    "SECRET_KEY, change-me-canary-change-me-canary-0",
    "SECRET_KEY_PREVIOUS, canary-tooshort",
    "DATABASE_URL, postgresql://me:canary@",
    "DATABASE_URL, postgresql://me:can/ary@host:port/x",
    "DATABASE_MIGRATION_URL, canary",
    "SMTP_URL, smtp://me:canary@host:25/path",
    "SMTP_URL, canary",
    "BASE_URL, https://me:canary@example.com",
    "BASE_URL, https://exa mple.com/canary",
    "FRONTEND_URL, https://example.com?token=canary",
    "PORT, canary",
    "TRUSTED_PROXIES, canary",
    "MAIL_FROM, canary",
    "ACCESS_TOKEN_TTL, canary",
    "LOG_FORMAT, canary",
  })
  void no_fault_repeats_a_value(String name, String value) {
    var faults = refused(Map.of(name, value));
    assertThat(faults).isNotEmpty();
    assertThat(faults).allSatisfy(fault -> assertThat(fault.line()).doesNotContain("canary"));
  }

  @Test
  @Requirement("S4-19")
  void a_database_url_replaces_the_embedded_database() {
    var url = Map.of("DATABASE_URL", "postgresql://me:p%40ss@db.example.com:5433/auth");
    assertThat(loaded(url).storage().database())
        .isInstanceOfSatisfying(
            Database.External.class,
            external -> {
              assertThat(external.serving().jdbcUrl()).contains("db.example.com:5433/auth");
              assertThat(external.serving().user()).isEqualTo("me");
              assertThat(external.serving().password()).isEqualTo("p@ss");
              assertThat(external.owner()).isEmpty();
            });
  }

  @Test
  void a_loaded_configuration_prints_no_secret() {
    var config =
        loaded(
            Map.of(
                "SECRET_KEY",
                GOOD_KEY,
                "SECRET_KEY_PREVIOUS",
                new StringBuilder(GOOD_KEY).reverse().toString(),
                "DATABASE_URL",
                "postgresql://me:p4ssw0rd-canary@db.example.com/auth",
                "SMTP_URL",
                "smtps://me:p4ssw0rd-canary@mail.example.com"));
    assertThat(config.toString())
        .doesNotContain("canary", GOOD_KEY, new StringBuilder(GOOD_KEY).reverse());
  }

  @ParameterizedTest
  @CsvSource({"90s, PT90S", "15m, PT15M", "1h, PT1H", "PT20M, PT20M", "60M, PT1H"})
  void durations_are_read_in_both_forms(String text, Duration expected) {
    assertThat(loaded(Map.of("ACCESS_TOKEN_TTL", text)).policies().token().accessLifetime())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-5m", "61m", "15", "15 minutes", "999999999d", "PT", "m"})
  void other_durations_are_refused(String text) {
    assertThat(refused(Map.of("ACCESS_TOKEN_TTL", text)))
        .extracting(Fault::setting)
        .containsExactly("ACCESS_TOKEN_TTL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.example.com",
        "https://AUTH.example.com/",
        "https://auth.example.com//"
      })
  void a_base_url_has_one_form(String text) {
    assertThat(loaded(publicly("BASE_URL", text)).web().baseUrl())
        .hasToString("https://auth.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth.example.com",
        "ftp://auth.example.com",
        "https://",
        "https:///x",
        "https://auth.example.com/path",
        "https://auth.example.com?x=y",
        "https://auth.example.com#x",
        "https://me@auth.example.com"
      })
  void other_base_urls_are_refused(String text) {
    assertThat(refused(publicly("BASE_URL", text)))
        .extracting(Fault::setting)
        .containsExactly("BASE_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "192.0.2.1, 2001:db8::/32", "::1"})
  void networks_of_proxies_are_read(String text) {
    assertThat(loaded(publicly("TRUSTED_PROXIES", text)).web().trustedProxies()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "0.0.0.0/0", "::/0", "10.0.0"})
  void other_networks_are_refused(String text) {
    assertThat(refused(publicly("TRUSTED_PROXIES", text)))
        .extracting(Fault::setting)
        .containsExactly("TRUSTED_PROXIES");
  }

  @Test
  void the_environment_wins_over_the_file() throws IOException {
    write("PORT=9001", "APP_NAME=From the file");
    var config = loaded(Map.of("PORT", "9002"));
    assertThat(config.web().port()).isEqualTo(9002);
    assertThat(config.mail().appName()).isEqualTo("From the file");
  }

  @Test
  void a_blank_value_counts_as_not_set() throws IOException {
    write("PORT=", "SMTP_URL=\"\"");
    assertThat(loaded(Map.of("SECRET_KEY", " ")).web().port()).isEqualTo(8080);
  }

  @Test
  void the_file_may_have_comments_quotes_and_exports() throws IOException {
    write(
        "# a comment", "", "export PORT=9001 # why", "APP_NAME=\"A # name\"", "MAIL_FROM_NAME='x'");
    var config = loaded(Map.of());
    assertThat(config.web().port()).isEqualTo(9001);
    assertThat(config.mail().appName()).isEqualTo("A # name");
    assertThat(config.mail().senderName()).isEqualTo("x");
  }

  @Test
  void a_name_that_is_set_twice_is_refused() throws IOException {
    write("PORT=9001", "PORT=9002");
    assertThat(refused(Map.of())).extracting(Fault::setting).containsExactly("PORT");
  }

  @Test
  void a_line_that_is_no_setting_is_refused_without_being_repeated() throws IOException {
    write("SECRET_KEY: canary");
    assertThat(refused(Map.of()))
        .singleElement()
        .satisfies(fault -> assertThat(fault.line()).contains("line 1").doesNotContain("canary"));
  }

  @Test
  void a_name_that_nobody_reads_is_told_with_a_guess() throws IOException {
    write("PROT=9001", "JWT_SECRET=x", "COLOUR=blue");
    assertThat(ConfigLoader.load(Map.of(), folder, null).warnings())
        .containsExactly(
            "PROT (line 1 of the .env file) is no setting and is ignored. Did you mean PORT?",
            "JWT_SECRET (line 2 of the .env file) is no setting and is ignored."
                + " Did you mean SECRET_KEY?",
            "COLOUR (line 3 of the .env file) is no setting and is ignored.");
  }

  @Test
  void known_names_are_not_told() throws IOException {
    write("PORT=9001");
    assertThat(ConfigLoader.load(Map.of("PATH", "/bin"), folder, null).warnings()).isEmpty();
  }

  @Test
  void a_named_file_must_exist() {
    var outcome = ConfigLoader.load(Map.of(), folder, Path.of("missing.env"));
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void a_named_file_is_read_instead_of_the_usual_one() throws IOException {
    write("PORT=9001");
    Files.writeString(folder.resolve("other.env"), "PORT=9002\n");
    var outcome = ConfigLoader.load(Map.of(), folder, Path.of("other.env"));
    assertThat(((Outcome.Loaded) outcome).config().web().port()).isEqualTo(9002);
  }

  @Test
  void whoever_asks_for_sqlite_gets_advice() {
    assertThat(refused(Map.of("DB_BACKEND", "sqlite")))
        .singleElement()
        .satisfies(fault -> assertThat(fault.line()).contains("PostgreSQL", "DATA_DIR"));
    assertThat(loaded(Map.of("DB_BACKEND", "postgres"))).isNotNull();
  }

  private AuthConfig loaded(Map<String, String> environment) {
    var outcome = ConfigLoader.load(environment, folder, null);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config();
  }

  private List<Fault> refused(Map<String, String> environment) {
    var outcome = ConfigLoader.load(environment, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).faults();
  }

  private static Map<String, String> publicly(String name, String value) {
    var settings =
        new HashMap<>(
            Map.of(
                "BASE_URL", "https://auth.example.com",
                "SECRET_KEY", GOOD_KEY,
                "SMTP_URL", "smtp://mail.example.com"));
    settings.put(name, value);
    return settings;
  }

  private void write(String... lines) throws IOException {
    Files.write(folder.resolve(".env"), List.of(lines));
  }
}
