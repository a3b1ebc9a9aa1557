package dev.latchkey.embedded.postgres;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings file that is written anew at every start and included by postgresql.conf. */
final class ServerConf {
  private static final String FILE = "latchkey.conf";
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_.]*");

  /** What the launcher itself depends on: who may connect from where, and which files are used. */
  private static final Set<String> OURS =
      Set.of(
          "port",
          "listen_addresses",
          "unix_socket_directories",
          "data_directory",
          "config_file",
          "hba_file",
          "ident_file",
          "external_pid_file",
          "logging_collector",
          "include",
          "include_dir",
          "include_if_exists");

  /**
   * For a small server. Details stay out of the log because they quote rows, addresses included.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "shared_buffers", "128MB",
          "max_connections", "100",
          "fsync", "on",
          "synchronous_commit", "on",
          "password_encryption", "scram-sha-256",
          "timezone", "UTC",
          "log_timezone", "UTC",
          "log_checkpoints", "off",
          "log_error_verbosity", "terse");

  private ServerConf() {}

  /** Refuses what would break the launcher or the file. */
  static void check(Map<String, String> settings) {
    settings.forEach(ServerConf::check);
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches() || OURS.contains(name)) {
      throw new IllegalArgumentException("This setting cannot be passed: " + name);
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("Control characters in the setting " + name);
    }
  }

  /** Makes postgresql.conf of a new data folder read our file. */
  static void include(Path data) throws IOException {
    var line = "\ninclude_if_exists '" + FILE + "'\n";
    Files.writeString(data.resolve("postgresql.conf"), line, StandardOpenOption.APPEND);
  }

  static void write(Path data, int port, Map<String, String> settings) throws IOException {
    var all = new TreeMap<>(DEFAULTS);
    all.putAll(settings);
    all.put("port", String.valueOf(port));
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    var lines = all.entrySet().stream().map(ServerConf::line).collect(joining());
    FileTree.writePrivately(data.resolve(FILE), "# Written at every start.\n" + lines);
  }

  private static String line(Map.Entry<String, String> setting) {
    return setting.getKey() + " = '" + escaped(setting.getValue()) + "'\n";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("'", "''");
  }
}
