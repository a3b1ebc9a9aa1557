package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.user.User;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All passkeys of a user, and what browsers may tell those who keep them. */
record PasskeysResponse(
    List<PasskeyResponse> items,
    @Told("Always null: there are few enough for one answer.") @Nullable String nextCursor,
    Signal signal) {
  private static final int HANDLE = 16;

  static final PasskeysResponse EXAMPLE =
      new PasskeysResponse(
          List.of(PasskeyResponse.EXAMPLE),
          null,
          new Signal(
              Examples.USER_HANDLE,
              List.of("pH2vXcY0b1m3wQ9sT7uJ5g"),
              Examples.EMAIL,
              Examples.NAME));

  /** For signalAllAcceptedCredentials and signalCurrentUserDetails of Web Authentication. */
  record Signal(
      @Told("As user.id in the options of a creation.") String userId,
      @Told("Of all passkeys that are good.") List<String> acceptedCredentialIds,
      @Told("As user.name in the options of a creation.") String name,
      @Told("As user.displayName in the options of a creation.") String displayName) {}

  static PasskeysResponse of(User user, List<Passkey> passkeys) {
    return new PasskeysResponse(
        passkeys.stream().map(PasskeyResponse::of).toList(), null, signal(user, passkeys));
  }

  private static Signal signal(User user, List<Passkey> passkeys) {
    var address = user.email().value();
    var name = user.name();
    var ids = passkeys.stream().map(passkey -> passkey.credential().id().toString()).toList();
    return new Signal(handle(user), ids, address, name == null ? address : name.value());
  }

  private static String handle(User user) {
    var id = user.id().value();
    var bytes =
        ByteBuffer.allocate(HANDLE)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
