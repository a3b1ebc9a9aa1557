import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

/**
 * Makes spring.tsv with spring-security-crypto 6.5.5 (and bcprov and commons-logging beside it):
 * {@code java -cp 'lib/*' Spring.java > spring.tsv}. The encoders are those that Spring's {@code
 * PasswordEncoderFactories} makes, with cheaper parameters where a hash names its own.
 */
final class Spring {
  public static void main(String[] args) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var nfc = "p\u00e4ssw\u00f6rd \ud83d\udd11";
    for (var password :
        List.of("Tr0ub4dor&3", nfc, Normalizer.normalize(nfc, Normalizer.Form.NFD), "")) {
      line(out, "bcrypt", new BCryptPasswordEncoder(4), password);
      line(out, "scrypt", new SCryptPasswordEncoder(1024, 8, 1, 32, 64), password);
      line(
          out,
          "scrypt@SpringSecurity_v5_8",
          new SCryptPasswordEncoder(1024, 8, 2, 32, 16),
          password);
      line(out, "pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5(), password);
      line(
          out,
          "pbkdf2@SpringSecurity_v5_8",
          Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
          password);
      line(out, "argon2", new Argon2PasswordEncoder(16, 32, 1, 64, 2), password);
      line(
          out, "argon2@SpringSecurity_v5_8", new Argon2PasswordEncoder(16, 32, 2, 64, 1), password);
    }
  }

  private static void line(PrintStream out, String id, PasswordEncoder encoder, String password) {
    var json = new StringBuilder();
    password
        .chars()
        .forEach(c -> json.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
    out.println("Spring's " + id + "\t\"" + json + "\"\t{" + id + "}" + encoder.encode(password));
  }
}
