package dev.latchkey.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.adapter.http.HttpConfig.SameSite;
import dev.latchkey.adapter.http.page.Looks;
import dev.latchkey.adapter.http.routing.Routes;
import dev.latchkey.application.AuthPolicies;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.memory.InMemoryLocalInbox;
import dev.latchkey.testkit.memory.InMemoryRateLimiter;
import dev.latchkey.testkit.memory.InMemoryStorage;
import dev.latchkey.testkit.memory.RecordingNotifier;
import dev.latchkey.testkit.memory.TestCrypto;
import dev.latchkey.testkit.memory.TestPasskeyCeremony;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The whole interface on a free port, with storage, cryptography and mail in memory. */
final class TestServer implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple";

  final MutableTime time = MutableTime.somewhen();
  final InMemoryStorage storage = new InMemoryStorage(time);
  final TestCrypto crypto = new TestCrypto();
  final RecordingNotifier notifier = new RecordingNotifier();
  final InMemoryLocalInbox inbox = new InMemoryLocalInbox();
  final AuthUseCases auth;
  private final HttpModule http;
  private final CookieLint lint;
  private final InterfaceDocument document;
  private final HeaderLint headerLint;
  private final HttpClient connections = HttpClient.newHttpClient();

  /** What may differ from server to server. */
  static final class Options {
    private static final int UNREACHED = 1_000_000;

    private String basePath = "";
    private boolean localMode = true;
    private List<String> trustedProxies = List.of();
    private Duration drain = Duration.ofSeconds(10);
    private boolean cookieSecure = true;
    private SameSite cookieSameSite = SameSite.LAX;
    private List<String> corsOrigins = List.of();
    private String baseUrl = "http://localhost:8080";
    private HeaderPolicy headers = HeaderPolicy.standard();
    private RatePolicy rates = generous();
    private LockoutPolicy lockout = LockoutPolicy.standard();
    private final List<HealthCheck> checks = new ArrayList<>();
    private Optional<RateLimiter> limiter = Optional.empty();
    private boolean passkeys = true;
    private Looks looks = Looks.ours();
    private UnaryOperator<StoragePorts> storage = UnaryOperator.identity();
    private UnaryOperator<AuthPorts> ports = UnaryOperator.identity();

    Options basePath(String path) {
      basePath = path;
      return this;
    }

    Options behind(String... proxies) {
      localMode = false;
      trustedProxies = List.of(proxies);
      return this;
    }

    Options drain(Duration limit) {
      drain = limit;
      return this;
    }

    Options cookies(boolean secure, SameSite sameSite) {
      cookieSecure = secure;
      cookieSameSite = sameSite;
      return this;
    }

    Options corsOrigins(String... origins) {
      corsOrigins = List.of(origins);
      return this;
    }

    Options publicAt(String url) {
      localMode = false;
      baseUrl = url;
      return this;
    }

    Options headers(HeaderPolicy policy) {
      headers = policy;
      return this;
    }

    /** Limits that can be met; without them there are none that a test would. */
    Options rates(RatePolicy policy) {
      rates = policy;
      return this;
    }

    /** Wrong passwords cost no waiting, so that what is refused is refused by a window. */
    Options patient() {
      lockout = new LockoutPolicy(100, List.of(Duration.ofMinutes(1)), Duration.ofHours(1), 100);
      return this;
    }

    Options limiter(RateLimiter other) {
      limiter = Optional.of(other);
      return this;
    }

    private static RatePolicy generous() {
      var policy = RatePolicy.standard().perMinute(UNREACHED);
      for (var limit : policy.operations().values()) {
        policy = policy.with(new RateLimit(limit.name(), UNREACHED, limit.window()));
      }
      return policy;
    }

    /** Something between the use-cases and the storage. */
    Options storage(UnaryOperator<StoragePorts> changed) {
      storage = changed;
      return this;
    }

    Options looks(Looks others) {
      looks = others;
      return this;
    }

    /** Nobody who knows the ceremonies of passkeys. */
    Options withoutPasskeys() {
      passkeys = false;
      return this;
    }

    private AuthPorts ports(AuthPorts plain) {
      var changed = ports.apply(plain);
      return passkeys
          ? changed.with(TestPasskeyCeremony.of("localhost", "http://localhost:8080"))
          : changed;
    }

    /** Optional ports, say. */
    Options ports(UnaryOperator<AuthPorts> changed) {
      ports = changed;
      return this;
    }

    Options check(HealthCheck check) {
      checks.add(check);
      return this;
    }

    private HttpConfig config() {
      return new HttpConfig(
          "127.0.0.1",
          0,
          basePath,
          URI.create(baseUrl + basePath),
          localMode,
          trustedProxies,
          64 << 10,
          drain,
          "1.2.3",
          "Latchkey",
          cookieSecure,
          cookieSameSite,
          corsOrigins,
          headers,
          rates,
          Set.of(new Language("en"), new Language("de")),
          looks);
    }
  }

  TestServer(Options options) {
    auth =
        AuthUseCases.assemble(
            options.ports(
                new AuthPorts(options.storage.apply(storage.ports()), crypto.ports(), notifier)),
            policies(options.lockout),
            time);
    storage.connect(auth.subscribers());
    Optional<LocalInbox> mails = Optional.of(inbox);
    lint = new CookieLint(options.cookieSecure);
    headerLint = new HeaderLint(options.baseUrl.startsWith("https://auth.example"));
    var limiter = options.limiter.orElseGet(() -> new InMemoryRateLimiter(time));
    http =
        HttpModule.open(options.config(), auth, mails, options.checks, limiter, new CountingIds());
    document = new InterfaceDocument(ownDocument(options.basePath + "/openapi.json"));
  }

  private JsonNode ownDocument(String path) {
    var address = URI.create("http://localhost:" + http.port() + path);
    try {
      return new Answer(
              connections.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()))
          .json();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  static TestServer start() {
    return new TestServer(new Options());
  }

  private static AuthPolicies policies(LockoutPolicy lockout) {
    var standard = AuthPolicies.standard();
    return new AuthPolicies(
        standard.registration(),
        standard.password(),
        lockout,
        standard.devices(),
        standard.passwordReset(),
        standard.session(),
        standard.token(),
        standard.signingKeys(),
        standard.stepUp(),
        standard.leaving(),
        standard.passkeys(),
        standard.notices(),
        standard.address(),
        standard.recovery());
  }

  int port() {
    return http.port();
  }

  Routes routes() {
    return http.routes();
  }

  Client client() {
    return new Client(connections, port(), lint, headerLint, document);
  }

  Browser browser() {
    return new Browser(client());
  }

  /** Brings the mails out and answers the newest code that went to the address. */
  String codeFor(String email) {
    storage.deliverAll();
    return notifier.sentTo(EmailAddress.of(email)).stream()
        .filter(Notification.RegistrationCode.class::isInstance)
        .map(Notification.RegistrationCode.class::cast)
        .reduce((first, later) -> later)
        .orElseThrow()
        .code()
        .reveal();
  }

  /** Registers and verifies; answers the response that carries the tokens. */
  Answer signUp(String email) {
    var registration =
        client()
            .post(
                "/api/v1/auth/register",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Ada\"}"
                    .formatted(email, PASSWORD));
    return verify(registration.text("registration_id"), codeFor(email));
  }

  static String credentials(String email) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
  }

  /** Signs in with the usual password; answers the response that carries the tokens. */
  Answer signIn(String email) {
    return client().post("/api/v1/auth/login", credentials(email));
  }

  /** A browser that is signed in as somebody who has an account. */
  Browser browserOf(String email) {
    var browser = browser();
    var answer = browser.ask("/api/v1/auth/login", credentials(email));
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    return browser;
  }

  Answer verify(String registration, String code) {
    return client()
        .post(
            "/api/v1/auth/verify-email",
            "{\"registration_id\":\"%s\",\"code\":\"%s\"}".formatted(registration, code));
  }

  /** Closes the server alone, as a signal to its process would. */
  void shutDown() {
    http.close();
  }

  @Override
  public void close() {
    // First, or the server waits a moment for connections that nobody uses.
    connections.shutdownNow();
    http.close();
  }
}
