package dev.latchkey.adapter.crypto.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.crypto.foreign.Vectors.Vector;
import dev.latchkey.testkit.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignHashesTest {
  private static final String SALT = "c2FsdHNhbHRzYWx0c2FsdA";
  private static final String DIGEST = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  static List<Vector> vectors() {
    return Vectors.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_password_matches_and_others_do_not(Vector vector) {
    var hash = known(vector.hash());

    assertThat(hash.matches(vector.bytes())).isTrue();
    assertThat(hash.matches(bytes("x" + vector.password()))).isFalse();
    assertThat(hash.matches(bytes(vector.password().toLowerCase(Locale.ROOT) + "?")))
        .as("what bcrypt does not see")
        .isEqualTo(vector.what().equals("bcrypt, long"));
  }

  @Test
  void the_vectors_are_all_there() {
    assertThat(Vectors.all()).hasSizeGreaterThanOrEqualTo(119);
  }

  @Test
  void the_examples_of_springs_manual_are_understood() {
    for (var hash :
        List.of(
            "{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG",
            "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc",
            "{scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=")) {
      assertThat(known(hash).matches(bytes("password"))).isTrue();
      assertThat(known(hash).matches(bytes("Password"))).isFalse();
    }
  }

  @Test
  void bcrypt_sees_seventy_two_bytes_and_no_more() {
    var vector = vector("bcrypt, long");
    var hash = known(vector.hash());
    var seen = vector.password().substring(0, 72);

    assertThat(hash.matches(bytes(seen))).isTrue();
    assertThat(hash.matches(bytes(seen + "whatever"))).isTrue();
    assertThat(hash.matches(bytes(seen.substring(0, 71)))).isFalse();
    assertThat(hash.matches(bytes(seen.substring(0, 71) + "c"))).isFalse();
  }

  @Test
  void behind_sha_256_every_byte_of_a_long_password_counts() {
    var vector = vector("bcrypt_sha256, long");
    var hash = known(vector.hash());

    assertThat(hash.matches(vector.bytes())).isTrue();
    assertThat(hash.matches(bytes(vector.password().substring(0, 72)))).isFalse();
  }

  @Test
  void a_password_with_a_nul_is_never_right_for_bcrypt() {
    var vector = vector("bcrypt 2b");
    var hash = known(vector.hash());

    assertThat(hash.matches(bytes(vector.password() + "\0" + vector.password()))).isFalse();
    assertThat(hash.matches(bytes(vector.password() + "\0"))).isFalse();
    assertThat(hash.matches(vector.bytes())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$2x$04$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui | version 2x",
        "{bcrypt}$2x$04$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui | looks like",
        "$2b$16$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui | cost of 4 to 15",
        "$2b$31$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui | cost of 4 to 15",
        "$2b$03$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui | cost of 4 to 15",
        "$2b$4$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui | looks like",
        "$2b$04$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBu | looks like",
        "{noop}secret | not hashed",
        "{MD5}5f4dcc3b5aa765d61d8327deb882cf99 | fast hash",
        "{SHA-1}5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8 | fast hash",
        "{SHA-256}5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8 | fast hash",
        "{sha256}97cde38028ad898ebc02e690819fa220e88c62e0699403e94fff291cfffaf841 | fast hash",
        "md5$salt$5f4dcc3b5aa765d61d8327deb882cf99 | fast hash",
        "$1$salt$qJH7.N4xYta3aEG/dfqo/0 | Unix",
        "$6$salt$qJH7.N4xYta3aEG/dfqo/0 | Unix",
        "5f4dcc3b5aa765d61d8327deb882cf99 | no scheme",
        "{unknown}5f4dcc3b5aa765d61d8327deb882cf99 | no scheme",
        "{pbkdf2}5d923b44 | parameters of this id",
        "{pbkdf2@SpringSecurity_v5_8}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc | parameters of this id",
        "$pbkdf2-sha256$999$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 1000 to 5000000",
        "$pbkdf2-sha256$5000001$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 1000 to 5000000",
        "$pbkdf2-sha512$2500001$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | half",
        "$pbkdf2$3000000$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 1000 to 5000000",
        "$pbkdf2-sha256$1000$c2FsdHNhbHQ$CTFhFdXPJA | a digest of 16 to 64",
        "$pbkdf2-sha256$1000$c2E$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | a salt of 4",
        "$pbkdf2-md5$1000$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | looks like",
        "pbkdf2_sha256$100000000$salt$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc= | looks like",
        "$scrypt$ln=9,r=8,p=1$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | N of 2^10",
        "$scrypt$ln=18,r=8,p=1$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 128 MiB",
        "$scrypt$ln=17,r=8,p=5$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 512 MiB",
        "$scrypt$ln=99,r=99,p=99$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | N of 2^10",
        "scrypt$16385$salt$8$1$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc= | looks like",
        "{scrypt}$ffffff$c2FsdHNhbHQ=$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc= | N of 2^10",
        "$argon2i$v=19$m=262145,t=1,p=1$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 262144 KiB",
        "$argon2i$v=19$m=64,t=17,p=1$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 262144 KiB",
        "$argon2i$v=19$m=64,t=1,p=17$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | 262144 KiB",
        "$argon2i$v=19$m=64,t=1,p=1,keyid=x$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | looks like",
        "$argon2i$v=18$m=64,t=1,p=1$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | looks like",
      })
  void what_is_weak_unknown_or_too_much_work_is_refused_with_a_reason(String hash, String reason) {
    assertThat(ForeignHashes.read(hash))
        .isInstanceOfSatisfying(
            Reading.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2b$15$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
        "$pbkdf2-sha256$5000000$" + SALT + "$" + DIGEST,
        "$pbkdf2-sha512$2500000$" + SALT + "$" + DIGEST,
        "$pbkdf2$i=2500000,l=32$" + SALT + "$" + DIGEST,
        "$scrypt$ln=17,r=8,p=4$" + SALT + "$" + DIGEST,
        "$scrypt$ln=14,r=8,p=16$" + SALT + "$" + DIGEST,
        "$argon2d$v=19$m=262144,t=16,p=16$" + SALT + "$" + DIGEST,
        "$argon2i$m=8,t=1,p=1$" + SALT + "$" + DIGEST
      })
  void the_bounds_themselves_are_taken(String hash) {
    assertThat(ForeignHashes.read(hash)).isInstanceOf(Reading.Known.class);
  }

  @Test
  void an_endless_hash_is_not_looked_at() {
    assertThat(ForeignHashes.read("$2b$04$" + "a".repeat(10_000_000)))
        .isEqualTo(new Reading.Refused("longer than 512 characters"));
  }

  @Test
  void whatever_the_text_reading_it_refuses_or_answers_what_can_be_worked_on() {
    var corpus = Vectors.all().stream().map(Vector::hash).toList();

    var inputs =
        Mutations.feed(
            corpus,
            Duration.ofSeconds(2),
            input -> ForeignHashes.read(new String(input, StandardCharsets.UTF_8)));

    assertThat(inputs).isGreaterThan(1000);
  }

  @Test
  void whatever_was_read_can_be_worked_on() {
    var corpus =
        Vectors.all().stream()
            .filter(vector -> !vector.what().startsWith("Spring's pbkdf2"))
            .map(Vector::hash)
            .toList();

    var inputs = Mutations.feed(corpus, Duration.ofSeconds(3), ForeignHashesTest::work);

    assertThat(inputs).isGreaterThan(100);
  }

  /** What costs as in the corpus; dearer ones would only take their time. */
  private static void work(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    if (ForeignHashes.read(text) instanceof Reading.Known(var hash)
        && text.matches(
            ".*(\\$04\\$|[mi]=(64|128|1000),|\\$1000\\$|\\$1024\\$|ln=10,|\\$a080).*")) {
      assertThat(hash.matches(bytes("another"))).isFalse();
    }
  }

  private static Vector vector(String what) {
    return Vectors.all().stream()
        .filter(each -> each.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static ForeignHash known(String hash) {
    return ((Reading.Known) ForeignHashes.read(hash)).hash();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
