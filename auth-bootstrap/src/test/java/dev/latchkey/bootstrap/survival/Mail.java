package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Letter.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mail as it came over the wire, and what its reader makes of it. */
record Mail(String subject, String text) {
  private static final Pattern CODE = Pattern.compile("\\b[0-9]{8}\\b");
  private static final Pattern TOKEN = Pattern.compile("/password/reset#token=([A-Za-z0-9_-]{43})");

  /** Without the line ends and signs of quoted-printable, and without headers. */
  static Mail read(List<String> lines) {
    var head = String.join("\n", lines.subList(0, Math.max(0, lines.indexOf(""))));
    var subject =
        head.lines()
            .filter(line -> line.startsWith("Subject: "))
            .findFirst()
            .map(line -> line.substring("Subject: ".length()))
            .orElse("");
    var body = String.join("\n", lines.subList(lines.indexOf("") + 1, lines.size()));
    return new Mail(subject, body.replace("=\n", "").replace("=3D", "="));
  }

  Purpose purpose() {
    if (subject.startsWith("Confirm your e-mail address")) {
      return Purpose.CODE;
    } else if (subject.startsWith("Set a new password")) {
      return Purpose.RESET;
    } else if (subject.startsWith("Welcome")) {
      return Purpose.WELCOME;
    } else if (subject.endsWith("was changed")) {
      return Purpose.PASSWORD_CHANGED;
    }
    return subject.endsWith("was set anew") ? Purpose.PASSWORD_RESET : Purpose.OTHER;
  }

  Optional<String> secret() {
    return switch (purpose()) {
      case CODE -> CODE.matcher(text).results().findFirst().map(found -> found.group());
      case RESET -> TOKEN.matcher(text).results().findFirst().map(found -> found.group(1));
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return "Mail[" + subject + "]";
  }
}
