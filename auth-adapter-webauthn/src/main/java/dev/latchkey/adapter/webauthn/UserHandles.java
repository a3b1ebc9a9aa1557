package dev.latchkey.adapter.webauthn;

import com.yubico.webauthn.data.ByteArray;
import dev.latchkey.domain.user.UserId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** User handles: the 16 bytes of a user's id, which tell nothing about him. */
final class UserHandles {
  private static final int SIZE = 16;

  private UserHandles() {}

  static ByteArray of(UserId user) {
    var id = user.value();
    var bytes = new byte[SIZE];
    ByteBuffer.wrap(bytes)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return new ByteArray(bytes);
  }

  static Optional<UserId> read(ByteArray handle) {
    if (handle.size() != SIZE) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(handle.getBytes());
    return Optional.of(new UserId(new UUID(bytes.getLong(), bytes.getLong())));
  }
}
