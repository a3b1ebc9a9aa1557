package dev.latchkey.adapter.persistence;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes a database URL apart. Whatever is wrong is told without repeating any of it: a password
 * that was not encoded may turn up at any place.
 */
final class DatabaseUrl {
  private static final Pattern SCHEME =
      Pattern.compile("(?:postgresql://|postgres://|(?<jdbc>jdbc:postgresql:(?://)?)).*");
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::[1-9][0-9]{0,4})?");
  private static final int HIGHEST_PORT = 65_535;

  /** What libpq calls otherwise than the JDBC driver. */
  private static final Map<String, String> LIBPQ_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "connect_timeout", "connectTimeout",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "sslnegotiation", "sslNegotiation");

  private static final Set<String> DRIVER_NAMES = driverNames();

  private final boolean jdbc;
  private final String authority;
  private final String database;
  private final Map<String, String> parameters;

  private DatabaseUrl(
      boolean jdbc, String authority, String database, Map<String, String> parameters) {
    this.jdbc = jdbc;
    this.authority = authority;
    this.database = database;
    this.parameters = parameters;
  }

  static DatabaseAccess parse(String text) {
    var url = text.strip();
    var scheme = SCHEME.matcher(url);
    if (!scheme.matches()) {
      throw wrong("starts with none of postgresql://, postgres:// and jdbc:postgresql://");
    }
    if (!url.contains("://")) {
      throw wrong("names no host: write jdbc:postgresql://host:port/database");
    }
    return split(scheme.group("jdbc") != null, url.substring(url.indexOf("://") + 3)).access();
  }

  private static DatabaseUrl split(boolean jdbc, String rest) {
    var query = rest.indexOf('?');
    var place = query < 0 ? rest : rest.substring(0, query);
    var parameters = query < 0 ? "" : rest.substring(query + 1);
    var slash = place.indexOf('/');
    if (slash < 0 || slash == place.length() - 1) {
      throw wrong("names no database after the host: …@host:port/database");
    }
    return new DatabaseUrl(
        jdbc,
        place.substring(0, slash),
        decoded(place.substring(slash + 1)),
        parameters(jdbc, parameters));
  }

  private static Map<String, String> parameters(boolean jdbc, String query) {
    var found = new LinkedHashMap<String, String>();
    var position = 0;
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      position++;
      var equals = pair.indexOf('=');
      if (equals < 1) {
        throw wrong("has a parameter without a value (no. " + position + ")");
      }
      var name = pair.substring(0, equals);
      var value = pair.substring(equals + 1);
      found.put(
          known(LIBPQ_NAMES.getOrDefault(name, name), position),
          decoded(jdbc ? value.replace("+", "%20") : value));
    }
    return found;
  }

  /** The driver ignores what it does not know, and a mistyped sslmode must not go unnoticed. */
  private static String known(String name, int position) {
    if (!DRIVER_NAMES.contains(name)) {
      throw wrong("has a parameter that the driver does not know (no. " + position + ")");
    }
    return name;
  }

  private static Set<String> driverNames() {
    try {
      var driver = DriverManager.getDriver("jdbc:postgresql://localhost/");
      return Arrays.stream(driver.getPropertyInfo("jdbc:postgresql://localhost/", new Properties()))
          .map(property -> property.name)
          .collect(Collectors.toUnmodifiableSet());
    } catch (SQLException absent) {
      throw new IllegalStateException("the JDBC driver of PostgreSQL is missing", absent);
    }
  }

  private DatabaseAccess access() {
    var at = authority.lastIndexOf('@');
    var identity = at < 0 ? "" : authority.substring(0, at);
    var colon = identity.indexOf(':');
    var user = decoded(colon < 0 ? identity : identity.substring(0, colon));
    var password = colon < 0 ? "" : decoded(identity.substring(colon + 1));
    var hosts = checkedHosts(authority.substring(at + 1));
    return new DatabaseAccess(
        "jdbc:postgresql://" + hosts + '/' + encoded(database) + query(),
        required(user.isEmpty() ? parameters.getOrDefault("user", "") : user),
        password.isEmpty() ? parameters.getOrDefault("password", "") : password);
  }

  private static String required(String user) {
    if (user.isEmpty()) {
      throw wrong(
          "names no user; and the characters / ? # @ : % of a password must be percent-encoded");
    }
    return user;
  }

  private String checkedHosts(String hosts) {
    for (String host : hosts.split(",", -1)) {
      if (!HOST.matcher(host).matches() || portOf(host) > HIGHEST_PORT) {
        throw wrong(
            jdbc || hosts.isEmpty()
                ? "names no host and port that could be: //host:port/database"
                : "names no host and port that could be; and the characters / ? # @ : % of a"
                    + " password must be percent-encoded");
      }
    }
    return hosts;
  }

  private static int portOf(String host) {
    var colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? 0 : Integer.parseInt(host.substring(colon + 1));
  }

  private String query() {
    var others =
        parameters.entrySet().stream()
            .filter(each -> !each.getKey().equals("user") && !each.getKey().equals("password"))
            .map(each -> each.getKey() + '=' + encoded(each.getValue()));
    return Stream.of(others.collect(Collectors.joining("&")))
        .filter(joined -> !joined.isEmpty())
        .map(joined -> '?' + joined)
        .findAny()
        .orElse("");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw wrong("has a % that is not followed by two hexadecimal digits; write %25 for %");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static IllegalArgumentException wrong(String fault) {
    return new IllegalArgumentException("The database URL " + fault + ".");
  }
}
