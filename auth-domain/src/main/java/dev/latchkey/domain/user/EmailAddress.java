package dev.latchkey.domain.user;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in its one canonical form. Two spellings that mail could confuse are the same
 * address here, and mail only ever goes to this form, never to what somebody typed.
 *
 * <ul>
 *   <li>The part before the {@code @} is an ASCII dot-atom (RFC 5322, section 3.2.3) of at most 64
 *       characters, in lower case. Plus tags and dots are kept: what they mean is the provider's
 *       business. Quoted parts, comments and non-ASCII are refused, so no look-alike has an account
 *       of its own.
 *   <li>The host is in lower case and in its ASCII form (RFC 5891); one trailing dot is dropped; it
 *       has at least two labels. Characters whose meaning differs between versions of IDNA ({@code
 *       ß}, {@code ς}, joiners) are refused, and so are their {@code xn--} forms.
 *   <li>254 characters in all (RFC 5321, section 4.5.3.1).
 * </ul>
 */
public final class EmailAddress {
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_INPUT = 1000;
  private static final String ATEXT = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern LOCAL = Pattern.compile(ATEXT + "(?:\\." + ATEXT + ")*");
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern HOST = Pattern.compile("(?:" + LABEL + "\\.)+(?![0-9]+$)" + LABEL);
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Pattern AMBIGUOUS = Pattern.compile("[ß\u1e9eς\u200c\u200d]");

  private final String value;

  private EmailAddress(String value) {
    this.value = value;
  }

  /** Reads what somebody typed; empty for anything that is not an address we could mail to. */
  public static Optional<EmailAddress> parse(String typed) {
    if (typed.length() > LONGEST_INPUT) {
      return Optional.empty();
    }
    var text = typed.strip();
    var at = text.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL) {
      return Optional.empty();
    }
    var local = lowerCaseAscii(text.substring(0, at));
    return LOCAL.matcher(local).matches()
        ? canonicalHost(text.substring(at + 1))
            .map(host -> local + '@' + host)
            .filter(address -> address.length() <= LONGEST)
            .map(EmailAddress::new)
        : Optional.empty();
  }

  /**
   * For addresses that we stored ourselves; anything not canonical is a bug or a changed database.
   */
  public static EmailAddress of(String canonical) {
    return parse(canonical)
        .filter(address -> address.value.equals(canonical))
        .orElseThrow(() -> new IllegalArgumentException("not a canonical address"));
  }

  /** Only A to Z change: no locale and no Kelvin sign can turn one letter into another. */
  private static String lowerCaseAscii(String text) {
    var lower = new StringBuilder(text.length());
    text.chars().map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c).forEach(c -> lower.append((char) c));
    return lower.toString();
  }

  private static Optional<String> canonicalHost(String typed) {
    var host = Normalizer.normalize(typed, Normalizer.Form.NFC);
    if (AMBIGUOUS.matcher(host).find()) {
      return Optional.empty();
    }
    try {
      var ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      return HOST.matcher(name).matches()
              && DOT.splitAsStream(name).allMatch(EmailAddress::isItsOwnAsciiForm)
          ? Optional.of(name)
          : Optional.empty();
    } catch (IllegalArgumentException notAHost) {
      return Optional.empty();
    }
  }

  /** A made-up {@code xn--} label that decodes to something else would be a second spelling. */
  private static boolean isItsOwnAsciiForm(String label) {
    return !label.startsWith("xn--")
        || (!IDN.toUnicode(label).equals(label) && IDN.toASCII(IDN.toUnicode(label)).equals(label));
  }

  public String value() {
    return value;
  }

  /** What a log may say instead of the address: the first 64 bits of its SHA-256, in hex. */
  public String digest() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(value.getBytes(StandardCharsets.US_ASCII)), 0, 8);
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmailAddress that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "EmailAddress[" + digest() + "]";
  }
}
