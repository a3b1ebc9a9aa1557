package dev.latchkey.domain.kernel;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A language that somebody reads: its tag in canonical form (BCP 47, RFC 5646), such as {@code de},
 * {@code pt-BR} or {@code sr-Latn-RS}.
 *
 * <p>It says language, script, region and variants, in at most {@value #LONGEST} characters.
 * Extensions and what is for private use are refused: anybody could write anything there. Whether
 * there are words in it is another question.
 */
public record Language(String tag) {
  private static final int LONGEST = 35;
  private static final Pattern TYPED = Pattern.compile("[A-Za-z0-9-]{2," + LONGEST + "}");
  private static final Pattern CANONICAL =
      Pattern.compile(
          "(?!und\\b)[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
              + "(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*");

  public Language {
    if (canonical(tag).filter(tag::equals).isEmpty()) {
      throw new IllegalArgumentException("not a canonical language tag");
    }
  }

  /** Reads what somebody typed, in any case; empty for anything that is no such tag. */
  public static Optional<Language> parse(String typed) {
    return canonical(typed).map(Language::new);
  }

  /** The same for the libraries of Java. */
  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  private static Optional<String> canonical(String typed) {
    if (!TYPED.matcher(typed).matches()) {
      return Optional.empty();
    }
    try {
      var builder = new Locale.Builder().setLanguageTag(typed.toLowerCase(Locale.ROOT));
      var tag = builder.build().toLanguageTag();
      return tag.length() <= LONGEST && CANONICAL.matcher(tag).matches()
          ? Optional.of(tag)
          : Optional.empty();
    } catch (IllformedLocaleException noTag) {
      return Optional.empty();
    }
  }
}
