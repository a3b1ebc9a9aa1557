package dev.latchkey.verifier;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.AccessTokens.Verification;
import java.time.Duration;
import java.time.Instant;

/** The example of docs/verifying-tokens.md; what is between the marks is printed there. */
final class ResourceServerExample {
  private final AccessTokenVerifier verifier;

  ResourceServerExample(AccessTokenVerifier verifier) {
    this.verifier = verifier;
  }

  /** Opened once, shared by all threads, closed at the end. */
  static AccessTokenVerifier open() {
    // begin: open
    var config = VerifierConfig.of("https://auth.example.com", "https://api.example.com");
    var verifier = AccessTokenVerifier.open(config);
    // end: open
    return verifier;
  }

  // begin: answer
  /** What a request is answered that carries this bearer token. */
  String answer(String presented, boolean sensitive, Instant now) {
    try {
      return switch (verifier.verify(presented)) {
        case Verification.Valid(var token, var key) when sensitive && !isRecent(token, now) ->
            "401 Bearer error=\"insufficient_user_authentication\", max_age=300";
        case Verification.Valid(var token, var key) -> "200 for user " + token.user().value();
        case Verification.Invalid() -> "401 Bearer error=\"invalid_token\"";
      };
    } catch (InfrastructureException theKeysCannotBeFetched) {
      return "503";
    }
  }

  /** Whether the user showed who he is in the last five minutes. */
  private static boolean isRecent(AccessToken token, Instant now) {
    return token.proof().at().plus(Duration.ofMinutes(5)).isAfter(now);
  }
  // end: answer
}
