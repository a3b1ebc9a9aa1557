package dev.latchkey.bootstrap.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds names in a {@code .env} file that nobody reads, and guesses what was meant. */
final class UnknownNames {
  private static final int NEAR = 2;
  private static final int FAR = 3;

  /** What others call the same thing, or what is answered elsewhere. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "JWT_SECRET", "SECRET_KEY",
          "FRONTEND_BASE_URL", "FRONTEND_URL",
          "FROM_EMAIL", "MAIL_FROM",
          "EMAIL_FROM", "MAIL_FROM",
          "FROM_NAME", "MAIL_FROM_NAME",
          "POSTGRES_URL", "DATABASE_URL",
          "SERVER_PORT", "PORT",
          "APP_URL", "BASE_URL");

  private UnknownNames() {}

  static List<String> warnings(EnvFile file) {
    return file.entries().entrySet().stream()
        .filter(entry -> !isKnown(entry.getKey()))
        .sorted(Comparator.comparingInt(entry -> entry.getValue().line()))
        .map(entry -> warning(entry.getKey(), entry.getValue().line()))
        .toList();
  }

  private static boolean isKnown(String name) {
    return ForeignBackend.NAMES.contains(name)
        || Settings.ALL.stream().anyMatch(setting -> setting.isNamed(name));
  }

  private static String warning(String name, int line) {
    var meant = meant(name).map(guess -> " Did you mean " + guess + "?").orElse("");
    return "%s (line %d of the .env file) is no setting and is ignored.%s"
        .formatted(name, line, meant);
  }

  private static Optional<String> meant(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(ELSEWHERE.get(upper)).or(() -> nearest(upper));
  }

  private static Optional<String> nearest(String name) {
    return Settings.ALL.stream()
        .map(Setting::name)
        .filter(known -> distance(name, known) <= Math.clamp(known.length() / 3, NEAR, FAR))
        .min(Comparator.comparingInt(known -> distance(name, known)));
  }

  /** Single letters to add, drop or change (Levenshtein). */
  private static int distance(String one, String other) {
    var costs = new int[other.length() + 1];
    for (int j = 0; j < costs.length; j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j < costs.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(change, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[other.length()];
  }
}
