package dev.latchkey.adapter.http.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.adapter.http.user.UserResponse;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.session.AuthenticationMethod;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The user who asks, and how he came in.
 *
 * @param amr the methods, as in RFC 8176
 * @param acr the level they amount to
 * @param authTime when he last showed who he is, by the access token itself
 */
public record MeResponse(
    @JsonUnwrapped UserResponse user,
    UUID sessionId,
    @Told("The methods he came in with, as in RFC 8176.") List<String> amr,
    @Told("The level they amount to.") String acr,
    @Told("When he last showed who he is.") Instant authTime) {

  static final MeResponse EXAMPLE =
      new MeResponse(UserResponse.EXAMPLE, Examples.SESSION, List.of("pwd"), "aal1", Examples.THEN);

  public static MeResponse of(Caller caller) {
    var proof = caller.token().proof();
    return new MeResponse(
        UserResponse.of(caller.user()),
        caller.session().id().value(),
        proof.methods().stream().map(AuthenticationMethod::reference).sorted().toList(),
        proof.assurance().reference(),
        proof.at());
  }
}
