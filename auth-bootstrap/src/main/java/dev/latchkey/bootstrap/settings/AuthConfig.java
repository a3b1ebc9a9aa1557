package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.crypto.BreachConfig;
import dev.latchkey.adapter.crypto.CryptoConfig;
import dev.latchkey.adapter.device.DeviceConfig;
import dev.latchkey.adapter.http.HeaderPolicy;
import dev.latchkey.adapter.http.HttpConfig.SameSite;
import dev.latchkey.adapter.http.RatePolicy;
import dev.latchkey.adapter.http.page.Looks;
import dev.latchkey.adapter.mail.MailConfig;
import dev.latchkey.adapter.persistence.DatabaseAccess;
import dev.latchkey.adapter.redis.RedisConfig;
import dev.latchkey.adapter.webauthn.WebauthnConfig;
import dev.latchkey.application.AuthPolicies;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The whole configuration, typed and checked: one that exists can be started.
 *
 * <p>The conveniences of local mode (the inbox, a secret that is generated) can only be had
 * together with it. Nothing here prints a secret.
 *
 * @param breach where new passwords are looked up; empty for nowhere
 * @param passkeys who we are towards authenticators; empty where there can be no passkeys
 * @param device what is told of devices and places
 */
public record AuthConfig(
    Web web,
    Storage storage,
    Secrets secrets,
    CryptoConfig crypto,
    MailConfig mail,
    AuthPolicies policies,
    Limits limits,
    Optional<BreachConfig> breach,
    Optional<WebauthnConfig> passkeys,
    DeviceConfig device,
    Operation operation) {

  public AuthConfig {
    if (!web.isLocal()) {
      require(mail.transport() instanceof MailConfig.Smtp, "the inbox is for local mode only");
      require(secrets instanceof Secrets.Given, "a secret is generated in local mode only");
    }
  }

  /** The same with other costs of a password hash: for tests that hash a lot and guard nothing. */
  public AuthConfig withCrypto(CryptoConfig other) {
    return new AuthConfig(
        web, storage, secrets, other, mail, policies, limits, breach, passkeys, device, operation);
  }

  /**
   * Where the server is, inside and outside.
   *
   * @param port 0 for a free one
   * @param baseUrl what clients see, without a slash at the end
   * @param frontendUrl where links in mails lead
   * @param trustedProxies addresses and CIDR ranges whose forwarding headers are believed
   * @param rates how many requests are let through
   * @param looks of the pages
   */
  public record Web(
      String host,
      int port,
      URI baseUrl,
      URI frontendUrl,
      List<String> trustedProxies,
      Browsers browsers,
      RatePolicy rates,
      Looks looks) {
    private static final int HIGHEST_PORT = 65_535;

    public Web {
      trustedProxies = List.copyOf(trustedProxies);
      require(port >= 0 && port <= HIGHEST_PORT, "a port is 0 to 65535");
      require(isSafe(baseUrl) && isSafe(frontendUrl), "http is for loopback only");
      require(Loopback.is(host) || !Loopback.is(baseUrl), "a public server has a public address");
      require(
          browsers.cookieSecure() || isLocal(host, baseUrl, trustedProxies), "cookies need TLS");
      require(
          rates.enforced() || isLocal(host, baseUrl, trustedProxies), "no limits: local mode only");
    }

    private static boolean isLocal(String host, URI baseUrl, List<String> proxies) {
      return Loopback.is(host) && Loopback.is(baseUrl) && proxies.isEmpty();
    }

    private static boolean isSafe(URI url) {
      return "https".equals(url.getScheme()) || Loopback.is(url);
    }

    /** Reachable from this machine only, and by no proxy: the one place for conveniences. */
    public boolean isLocal() {
      return isLocal(host, baseUrl, trustedProxies);
    }
  }

  /** What browsers are told: of cookies, of pages from other origins, and in every answer. */
  public record Browsers(
      boolean cookieSecure,
      SameSite cookieSameSite,
      List<String> corsOrigins,
      HeaderPolicy headers) {
    public Browsers {
      corsOrigins = List.copyOf(corsOrigins);
    }
  }

  /**
   * Where data is kept.
   *
   * @param folder {@code DATA_DIR}
   * @param poolSize connections of each process
   */
  public record Storage(Path folder, Database database, int poolSize) {

    /** The folder of the embedded PostgreSQL. */
    public Path postgresFolder() {
      return folder.resolve("postgres");
    }
  }

  /** Which PostgreSQL. */
  public sealed interface Database {
    /** The one that we bring, in the folder of the storage. */
    record Embedded() implements Database {}

    /** One that somebody else runs, and the role that owns its schema if that is another. */
    record External(DatabaseAccess serving, Optional<DatabaseAccess> owner) implements Database {}
  }

  /** The master secrets. */
  public sealed interface Secrets {
    /** Earlier ones, which still read. */
    List<String> previous();

    /** Set by the operator. */
    record Given(String current, List<String> previous) implements Secrets {
      public Given {
        previous = List.copyOf(previous);
      }

      @Override
      public String toString() {
        return "Given[redacted]";
      }
    }

    /** In a file, which is made when it is missing. */
    record Kept(Path file, List<String> previous) implements Secrets {
      public Kept {
        previous = List.copyOf(previous);
      }

      @Override
      public String toString() {
        return "Kept[" + file + "]";
      }
    }
  }

  /**
   * Who counts requests.
   *
   * @param redis where all nodes count together; without it each counts its share
   * @param nodes how many servers there are
   */
  public record Limits(Optional<RedisConfig> redis, int nodes) {}

  /** How the process behaves. */
  public record Operation(boolean worker, LogFormat logFormat, LogLevel logLevel) {}

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
