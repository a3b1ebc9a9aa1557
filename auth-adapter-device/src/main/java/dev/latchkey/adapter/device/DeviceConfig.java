package dev.latchkey.adapter.device;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is told of devices, and where places are looked up.
 *
 * @param describes whether user agents are read; it takes 125 MiB of heap once somebody asks
 * @param places empty where no place is known
 */
public record DeviceConfig(boolean describes, Optional<Places> places) {

  /** User agents are read, and no place is known. */
  public static DeviceConfig standard() {
    return new DeviceConfig(true, Optional.empty());
  }

  /**
   * Where places are looked up.
   *
   * @param database a file of MaxMind's format; it need not be there (yet)
   * @param updates empty where somebody else brings the file
   */
  public record Places(Path database, Optional<Updates> updates) {}

  /**
   * From where the database is brought up to date.
   *
   * @param server of MaxMind, or one that speaks as it does; https outside loopback
   * @param account the number of the account
   * @param licenseKey its password, so to speak
   */
  public record Updates(URI server, String account, String licenseKey) {
    /** MaxMind's own. */
    public static final URI MAXMIND = URI.create("https://updates.maxmind.com");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public Updates {
      checked(server);
      account(account);
      licenseKey(licenseKey);
    }

    /**
     * The server, when it is one to show a licence key to.
     *
     * @throws IllegalArgumentException with what is wrong, in words that go on from "it …"
     */
    public static URI checked(URI server) {
      require(server.getHost() != null, "names no host");
      require(isSafe(server), "is http, and would tell the network the licence key");
      require(
          server.getRawUserInfo() == null
              && server.getRawQuery() == null
              && server.getRawFragment() == null,
          "has a user, a query or a fragment");
      return server;
    }

    /** https, or http within this machine. */
    static boolean isSafe(URI address) {
      return "https".equals(address.getScheme())
          || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()));
    }

    /**
     * The number of an account.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static String account(String text) {
      require(ACCOUNT.matcher(text).matches(), "is no number");
      return text;
    }

    /**
     * A licence key.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static String licenseKey(String text) {
      require(KEY.matcher(text).matches(), "holds blanks, or what is no ASCII, or is too long");
      return text;
    }

    @Override
    public String toString() {
      return "Updates[" + server + ", redacted]";
    }

    private static void require(boolean holds, String fault) {
      if (!holds) {
        throw new IllegalArgumentException(fault);
      }
    }
  }
}
