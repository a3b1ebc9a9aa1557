package dev.latchkey.bootstrap.settings;

import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.EmailAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that settings take. */
final class Syntaxes {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})([smhd])");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Syntaxes() {}

  static Syntax<Integer> number(int least, int most) {
    return new Syntax<>(
        "a whole number from " + least + " to " + most,
        Integer.toString(least),
        text -> {
          var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
          require(number >= least && number <= most, "is not within those bounds, or no number");
          return number;
        });
  }

  static Syntax<Duration> duration(Duration least, Duration most) {
    return new Syntax<>(
        "a duration from "
            + told(least)
            + " to "
            + told(most)
            + " (`90s`, `15m`, `12h`, `30d` or"
            + " ISO 8601: `PT15M`)",
        "15m",
        text -> {
          var duration = duration(text);
          require(
              duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
              "is not within those bounds");
          return duration;
        });
  }

  private static Duration duration(String text) {
    var match = SHORT_DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (match.matches()) {
      var amount = Long.parseLong(match.group(1));
      return switch (match.group(2)) {
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException unreadable) {
      throw new IllegalArgumentException("is no duration");
    }
  }

  /** The short form of a duration, in the largest unit that fits. */
  static String told(Duration duration) {
    var seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return duration.toDays() + "d";
    }
    if (seconds % 3600 == 0) {
      return duration.toHours() + "h";
    }
    return seconds % 60 == 0 ? duration.toMinutes() + "m" : seconds + "s";
  }

  static <E extends Enum<E>> Syntax<E> oneOf(Class<E> type) {
    var names =
        Arrays.stream(type.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    return new Syntax<>(
        "one of " + names.stream().map(name -> '`' + name + '`').collect(Collectors.joining(", ")),
        names.getFirst(),
        text -> {
          require(names.contains(text.toLowerCase(Locale.ROOT)), "is none of them");
          return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        });
  }

  static Syntax<String> text(int longest) {
    return new Syntax<>(
        "text of up to " + longest + " characters",
        "Latchkey",
        text -> {
          require(text.length() <= longest, "is longer than that");
          require(!CONTROL.matcher(text).find(), "holds control characters");
          return text;
        });
  }

  static Syntax<Path> path() {
    return new Syntax<>(
        "a path; a relative one starts in the working directory",
        "./data",
        text -> {
          try {
            return Path.of(text);
          } catch (InvalidPathException notAPath) {
            throw new IllegalArgumentException("is no path", notAPath);
          }
        });
  }

  static Syntax<EmailAddress> emailAddress() {
    return new Syntax<>(
        "an e-mail address",
        "no-reply@example.com",
        text ->
            EmailAddress.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("is no e-mail address")));
  }

  static Syntax<Language> language() {
    return new Syntax<>(
        "a tag of BCP 47, such as `en` or `pt-BR`",
        "en",
        text ->
            Language.parse(text).orElseThrow(() -> new IllegalArgumentException("is no such tag")));
  }

  /** An origin: nothing may follow the port, since every path of ours starts at the root. */
  static Syntax<URI> origin() {
    return new Syntax<>(
        "an http or https URL without path, user, query and fragment",
        "https://auth.example.com",
        text -> {
          var url = url(text);
          require(url.getRawPath().isEmpty(), "has a path");
          return url;
        });
  }

  static Syntax<URI> webAddress() {
    return new Syntax<>(
        "an http or https URL without user, query and fragment",
        "https://app.example.com",
        Syntaxes::url);
  }

  private static URI url(String text) {
    try {
      var url = new URI(text.replaceFirst("/+$", ""));
      var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      require(
          scheme.equals("http") || scheme.equals("https"), "starts with neither http nor https");
      require(url.getHost() != null, "names no valid host");
      require(url.getRawUserInfo() == null, "holds a user or a password");
      require(url.getRawQuery() == null && url.getRawFragment() == null, "has a query or fragment");
      var host = url.getHost().toLowerCase(Locale.ROOT);
      return new URI(scheme, null, host, url.getPort(), url.getPath(), null, null);
    } catch (URISyntaxException holdsTheText) {
      throw new IllegalArgumentException("is no URL");
    }
  }

  /** Values with commas between them, each of the given kind. */
  static Syntax<Boolean> yesOrNo() {
    return new Syntax<>(
        "`true`, `1` or `yes`, or else `false`, `0` or `no`",
        "true",
        text ->
            switch (text.strip().toLowerCase(Locale.ROOT)) {
              case "true", "1", "yes" -> true;
              case "false", "0", "no" -> false;
              default -> throw new IllegalArgumentException("is neither true nor false");
            });
  }

  static <T> Syntax<List<T>> listOf(Syntax<T> each) {
    return new Syntax<>(
        "one or more, with commas between them: " + each.form(),
        each.example(),
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(each::parse)
                .toList());
  }

  /** Read by the module that it is for, whose complaint repeats nothing of the text. */
  static <T> Syntax<T> readBy(String form, String example, Function<String, T> parser) {
    return new Syntax<>(
        form,
        example,
        text -> {
          try {
            return parser.apply(text);
          } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("was not understood: " + plain(refused), refused);
          }
        });
  }

  private static String plain(IllegalArgumentException refused) {
    return String.valueOf(refused.getMessage()).replaceFirst("\\.$", "");
  }

  static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }
}
