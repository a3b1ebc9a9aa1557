package dev.latchkey.adapter.crypto.foreign;

import static dev.latchkey.adapter.crypto.foreign.Scheme.as;
import static dev.latchkey.adapter.crypto.foreign.Scheme.readBehind;
import static dev.latchkey.adapter.crypto.foreign.Scheme.refuse;

import java.util.List;

/**
 * The table of what other systems write. Reading is parsing and nothing else; what it answers is of
 * bounded cost, however hostile the text.
 */
public final class ForeignHashes {

  /** Characters that are looked at, at most. The longest known form has about 250. */
  private static final int LONGEST = 512;

  private static final String BUGGY =
      "bcrypt of the version 2x or 2: other characters than ASCII were hashed wrongly there";
  private static final String NOT_HASHED = "the password is not hashed at all";
  private static final String FAST = "a fast hash protects nobody: let these users start anew";
  private static final String UNIX = "hashes of Unix's crypt(3) other than bcrypt are not known";
  private static final String UNKNOWN =
      "of no scheme that is known; see docs/features/importing.md";

  private static final List<Scheme> SCHEMES =
      List.of(
          as("$2a$", Bcrypt::read),
          as("$2b$", Bcrypt::read),
          as("$2y$", Bcrypt::read),
          refuse("$2x$", BUGGY),
          refuse("$2$", BUGGY),
          as("$argon2", Argon2Hash::read),
          as("$scrypt$", Scrypt::readPhc),
          as("$pbkdf2", Pbkdf2::readPhc),
          // Django
          as("pbkdf2_sha", Pbkdf2::readDjango),
          as("scrypt$", Scrypt::readDjango),
          readBehind("bcrypt_sha256$", BcryptOfSha256::read),
          readBehind("bcrypt$", Bcrypt::read),
          readBehind("argon2$", behind -> Argon2Hash.read("$" + behind)),
          refuse("md5$", FAST),
          refuse("sha1$", FAST),
          // Spring Security
          readBehind("{bcrypt}", Bcrypt::read),
          readBehind("{argon2}", Argon2Hash::read),
          readBehind("{argon2@SpringSecurity_v5_8}", Argon2Hash::read),
          readBehind("{scrypt}", Scrypt::readSpring),
          readBehind("{scrypt@SpringSecurity_v5_8}", Scrypt::readSpring),
          readBehind("{pbkdf2}", Pbkdf2::readSpring),
          readBehind("{pbkdf2@SpringSecurity_v5_8}", Pbkdf2::readSpring58),
          refuse("{noop}", NOT_HASHED),
          refuse("{MD4}", FAST),
          refuse("{MD5}", FAST),
          refuse("{SHA", FAST),
          refuse("{sha256}", FAST),
          refuse("{SSHA", FAST),
          refuse("{ldap}", FAST),
          // crypt(3)
          refuse("$1$", UNIX),
          refuse("$5$", UNIX),
          refuse("$6$", UNIX),
          refuse("$7$", UNIX),
          refuse("$y$", UNIX));

  private ForeignHashes() {}

  /** Reads whatever it is; never throws. */
  public static Reading read(String text) {
    return text.length() > LONGEST
        ? Reading.refused("longer than " + LONGEST + " characters")
        : SCHEMES.stream()
            .filter(scheme -> text.startsWith(scheme.start()))
            .findFirst()
            .map(scheme -> scheme.reader().apply(text))
            .orElseGet(() -> Reading.refused(UNKNOWN));
  }
}
