package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAccessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          postgresql://ada:pw@db.example:5433/auth              | jdbc:postgresql://db.example:5433/auth             | ada     | pw
          postgres://ada:pw@db.example/auth                     | jdbc:postgresql://db.example/auth                  | ada     | pw
          jdbc:postgresql://db:5432/auth?user=ada&password=pw   | jdbc:postgresql://db:5432/auth                     | ada     | pw
          jdbc:postgresql://ada:pw@db:5432/auth                 | jdbc:postgresql://db:5432/auth                     | ada     | pw
          postgresql://db/auth?user=ada&password=pw             | jdbc:postgresql://db/auth                          | ada     | pw
          postgresql://ada@db/auth                              | jdbc:postgresql://db/auth                          | ada     | ''
          postgresql://a%40b:p%3Aw%2F%3F%23%25@db/auth          | jdbc:postgresql://db/auth                          | a@b     | p:w/?#%
          postgresql://ada:p+w:q@db/auth                        | jdbc:postgresql://db/auth                          | ada     | p+w:q
          postgresql://ada:p@w@db/auth                          | jdbc:postgresql://db/auth                          | ada     | p@w
          jdbc:postgresql://db/auth?user=ada&password=p+w%2B    | jdbc:postgresql://db/auth                          | ada     | p w+
          postgresql://ada:pw@[2001:db8::1]:5432/auth           | jdbc:postgresql://[2001:db8::1]:5432/auth          | ada     | pw
          postgresql://ada:pw@one:5432,two:5433/auth            | jdbc:postgresql://one:5432,two:5433/auth           | ada     | pw
          postgresql://ada:pw@db/my%20auth                      | jdbc:postgresql://db/my%20auth                     | ada     | pw
          postgresql://ada:pw@db/auth?sslmode=verify-full       | jdbc:postgresql://db/auth?sslmode=verify-full      | ada     | pw
          postgresql://ada:pw@db/auth?application_name=my+auth  | jdbc:postgresql://db/auth?ApplicationName=my%2Bauth | ada    | pw
          postgresql://ada:pw@db/auth?sslmode=require&channel_binding=require | jdbc:postgresql://db/auth?sslmode=require&channelBinding=require | ada | pw
          """)
  void a_url_is_taken_apart(String url, String jdbcUrl, String user, String password) {
    assertThat(DatabaseAccess.parse(url)).isEqualTo(new DatabaseAccess(jdbcUrl, user, password));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://ada:S3cret@db/auth                       | starts with none of
          db.example:5432/auth                             | starts with none of
          postgresql://ada:S3cret@db                       | names no database
          postgresql://ada:S3cret@db/                      | names no database
          postgresql://db/auth                             | names no user
          postgresql://:S3cret@db/auth                     | names no user
          jdbc:postgresql://db/auth?password=S3cret        | names no user
          jdbc:postgresql:auth                             | names no host
          postgresql://ada:S3cret@/auth                    | names no host
          postgresql://ada:S3cret@db:0/auth                | names no host
          postgresql://ada:S3cret@db:70000/auth            | names no host
          postgresql://ada:S3cret/S3cret@db/auth           | percent-encoded
          postgresql://ada:S3cret?S3cret@db/auth           | names no database
          postgresql://ada:S3cret%zz@db/auth               | write %25 for %
          postgresql://ada:S3cret@db/auth?ssl_mode=require | does not know (no. 1)
          postgresql://ada:S3cret@db/auth?sslmode          | without a value (no. 1)
          jdbc:postgresql://db/auth?user=ada&password=S3cret&S3cret=1 | does not know (no. 3)
          """)
  void a_url_that_is_none_is_refused_without_telling_the_password(String url, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseAccess.parse(url))
        .withMessageContaining(fault)
        .withMessageNotContaining("S3cret")
        .withNoCause();
  }

  @Test
  void the_password_and_the_parameters_are_not_shown() {
    var config =
        PersistenceConfig.of(
                DatabaseAccess.parse("postgresql://ada:S3cret@db/auth?sslpassword=S3cret"))
            .withOwner(DatabaseAccess.parse("postgresql://own:S3cret@db/auth"));

    assertThat(config.toString()).contains("//db/auth", "ada", "own").doesNotContain("S3cret");
  }
}
