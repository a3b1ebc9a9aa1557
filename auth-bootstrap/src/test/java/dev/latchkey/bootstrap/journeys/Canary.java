package dev.latchkey.bootstrap.journeys;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A recognisable secret, and the scanner that finds it: in the clear, in hex, percent-encoded, and
 * in base64 wherever in a longer text it may begin.
 *
 * @param name what it is, for people
 * @param value as clients carry it
 * @param at where it may be: artefacts whose names begin like this
 */
record Canary(String name, String value, List<String> at) {
  private static final HexFormat HEX = HexFormat.of();

  /** A text that is looked through. */
  record Artefact(String name, String text) {}

  /** A canary, the form in which it was found, and where. */
  record Find(String canary, String form, String artefact) {}

  /** One that may be nowhere. */
  static Canary secret(String name, String value) {
    return new Canary(name, value, List.of());
  }

  static Canary confined(String name, String value, String... at) {
    return new Canary(name, value, List.of(at));
  }

  /** The bytes that a base64url text stands for, as they would look in a dump of the database. */
  static Canary bytes(String name, String base64, int from, int to) {
    var bytes = Base64.getUrlDecoder().decode(base64);
    return secret(name, HEX.formatHex(Arrays.copyOfRange(bytes, from, to)));
  }

  static List<Find> scan(List<Canary> canaries, List<Artefact> artefacts) {
    var finds = new ArrayList<Find>();
    for (var artefact : artefacts) {
      // As JSON may write a slash, and the encoder of our logs does.
      var text = artefact.text().replace("\\/", "/");
      for (var canary : canaries) {
        if (canary.at().stream().noneMatch(artefact.name()::startsWith)) {
          canary.forms().stream()
              .filter(text::contains)
              .map(form -> new Find(canary.name(), form, artefact.name()))
              .forEach(finds::add);
        }
      }
    }
    return finds;
  }

  private Set<String> forms() {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    var hex = HEX.formatHex(bytes);
    var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
    var plain =
        Stream.of(value, encoded, encoded.replace("+", "%20"), hex, hex.toUpperCase(Locale.ROOT));
    var inBase64 =
        Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
            .flatMap(encoder -> Stream.of(0, 1, 2).map(shift -> base64(encoder, bytes, shift)));
    return new LinkedHashSet<>(Stream.concat(plain, inBase64).toList());
  }

  /** What of the text's base64 does not depend on what stands before and behind it. */
  private static String base64(Base64.Encoder encoder, byte[] bytes, int shift) {
    var shifted = new byte[shift + bytes.length];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    var text = encoder.withoutPadding().encodeToString(shifted);
    var lost = shift == 0 ? 0 : shift + 1;
    return text.substring(lost, shifted.length / 3 * 4);
  }
}
