package dev.latchkey.embedded.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs, unpacked from the class path into the folder.
 *
 * @param home where {@code bin}, {@code lib} and {@code share} are
 * @param version such as {@code 18.6}
 */
record Binaries(Path home, String version) {
  private static final String PREFIX = "binaries-";
  private static final int NAME_DIGITS = 16;
  private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+\\.\\d+)");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Only for the owner of the folder. */
  static Binaries installIn(Folder folder) throws IOException {
    var archive = find();
    var home = folder.root().resolve(PREFIX + digest(archive));
    var programs = Programs.in(home, folder);
    programs.requireRunnable();
    var version = Files.isDirectory(home) ? versionOf(programs) : "";
    if (version.isEmpty()) {
      unpack(archive, home);
      version = requireVersion(programs);
    }
    return new Binaries(home, version);
  }

  /** Complains when there are no programs for this machine. */
  static void requirePlatform() {
    find();
  }

  private static URL find() {
    var name = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    var url = Binaries.class.getResource(name);
    if (url == null) {
      throw new EmbeddedPostgresException(
          "There is no embedded PostgreSQL for this platform (looked for "
              + name
              + " on the class path). Set DATABASE_URL to a PostgreSQL of your own.");
    }
    return url;
  }

  static String resource(String system, String architecture) {
    var os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system;
    var arch =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> architecture;
        };
    return "/postgres-" + os.toLowerCase(Locale.ROOT) + "-" + arch + ".txz";
  }

  /** Names the folder by its content, so that another version never mixes with this one. */
  private static String digest(URL archive) throws IOException {
    var sha256 = sha256();
    try (var in = new DigestInputStream(archive.openStream(), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest()).substring(0, NAME_DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }

  private static void unpack(URL archive, Path home) throws IOException {
    var draft = home.resolveSibling(home.getFileName() + ".new");
    FileTree.delete(draft);
    try (InputStream in = archive.openStream()) {
      Archive.unpack(in, draft);
    }
    FileTree.delete(home);
    FileTree.replace(draft, home);
  }

  /** Empty when the program does not run, be it cut off by a power failure or by the platform. */
  private static String versionOf(Programs programs) throws IOException {
    if (programs.run(LIMIT, "", "postgres", "--version") != 0) {
      return "";
    }
    var found = VERSION.matcher(programs.said());
    return found.find() ? found.group(1) : "";
  }

  private static String requireVersion(Programs programs) throws IOException {
    var version = versionOf(programs);
    if (version.isEmpty()) {
      throw new EmbeddedPostgresException(
          "The embedded PostgreSQL does not run. It needs glibc, and a folder that this user owns, may"
              + " enter and may execute from (root: a folder of root's). Choose another folder, or set"
              + " DATABASE_URL to a PostgreSQL of your own."
              + programs.said());
    }
    return version;
  }

  String major() {
    return version.substring(0, version.indexOf('.'));
  }

  /** Deletes the programs of other versions; only while no database runs from them. */
  void deleteOthers(Folder folder) throws IOException {
    try (var all = Files.newDirectoryStream(folder.root(), PREFIX + "*")) {
      for (var one : all) {
        if (!one.equals(home)) {
          FileTree.delete(one);
        }
      }
    }
  }
}
