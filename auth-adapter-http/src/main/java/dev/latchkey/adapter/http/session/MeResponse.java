package dev.latchkey.adapter.http.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
    List<String> amr,
    String acr,
    Instant authTime) {

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
