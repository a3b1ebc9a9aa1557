package dev.latchkey.domain.credential;

import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Words that a guesser tries early because they go with a person or a service, in lower case and
 * without anything but letters and digits (NIST SP 800-63B-4, section 3.1.1.2: "the name of the
 * service, the username, and derivatives thereof").
 */
public record PasswordContext(Set<String> words) {

  /** What is shorter says nothing. */
  private static final int SHORTEST = 2;

  /** More of them are a million guesses, and the word no longer matters. */
  private static final int MOST_DIGITS = 6;

  private static final Pattern NOT_OF_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  public PasswordContext {
    words = Set.copyOf(words);
  }

  /** Nothing is known. */
  public static PasswordContext none() {
    return new PasswordContext(Set.of());
  }

  /** What goes with a person: the address, its parts, and the name. */
  public static PasswordContext of(EmailAddress email, @Nullable DisplayName name) {
    var address = email.value();
    var at = address.lastIndexOf('@');
    var person = ofTexts(Set.of(address, address.substring(0, at)));
    var named = name == null ? none() : ofTexts(Set.of(name.value()));
    return person.and(ofHost(address.substring(at + 1))).and(named);
  }

  /** A host, and its labels but the last, which says nothing. */
  public static PasswordContext ofHost(String host) {
    var last = host.lastIndexOf('.');
    var labels = last < 0 ? none() : ofTexts(Set.of(host.substring(0, last)));
    return labels.and(new PasswordContext(words(Stream.of(host))));
  }

  /** Each text as a whole, and each word in it. */
  public static PasswordContext ofTexts(Collection<String> texts) {
    return new PasswordContext(
        words(
            texts.stream()
                .flatMap(
                    text ->
                        Stream.concat(Stream.of(text), Arrays.stream(NOT_OF_A_WORD.split(text))))));
  }

  private static Set<String> words(Stream<String> texts) {
    var words = new HashSet<String>();
    texts
        .map(PasswordContext::folded)
        .filter(word -> word.length() >= SHORTEST)
        .forEach(words::add);
    return words;
  }

  /** The words of both. */
  public PasswordContext and(PasswordContext other) {
    var all = new HashSet<>(words);
    all.addAll(other.words);
    return new PasswordContext(all);
  }

  /**
   * Whether the whole password is one of the words: however it is capitalised, whatever signs are
   * in it, and with up to {@value #MOST_DIGITS} digits before or after it.
   */
  boolean names(PlainPassword password) {
    var text = folded(password.text());
    return words.contains(text) || words.contains(withoutDigits(text));
  }

  private static String withoutDigits(String text) {
    var from = 0;
    var to = text.length();
    while (from < to && Character.isDigit(text.charAt(from))) {
      from++;
    }
    while (from < to && Character.isDigit(text.charAt(to - 1))) {
      to--;
    }
    return text.length() - (to - from) <= MOST_DIGITS ? text.substring(from, to) : text;
  }

  private static String folded(String text) {
    return NOT_OF_A_WORD.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** Tells nobody what it holds: names and addresses of people. */
  @Override
  public String toString() {
    return "PasswordContext[" + words.size() + " words]";
  }
}
