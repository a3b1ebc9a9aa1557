package dev.latchkey.testkit.memory;

import dev.latchkey.testkit.wire.Cbor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** What an authenticator tells, taken apart (WebAuthn Level 3, section 6.1). */
final class SeenData {
  private static final int HASH = 32;
  private static final int LEAST = 37;
  private static final int AAGUID = 16;

  private final byte[] bytes;
  private final int flags;
  private final Optional<NewCredential> created;

  private SeenData(byte[] bytes, Optional<NewCredential> created) {
    this.bytes = bytes;
    this.flags = bytes[HASH];
    this.created = created;
  }

  /** The part that is there when a passkey was made. */
  record NewCredential(UUID aaguid, Cbor.Bytes id, Cbor.Pairs key, int end) {
    byte[] idBytes() {
      return id.value();
    }
  }

  /** Empty when something is missing, or too much. */
  static Optional<SeenData> read(byte[] bytes) {
    if (bytes.length < LEAST) {
      return Optional.empty();
    }
    var includes = (bytes[HASH] & 0x40) != 0;
    var created = includes ? created(bytes) : Optional.<NewCredential>empty();
    if (includes && created.isEmpty()) {
      return Optional.empty();
    }
    var end = created.map(NewCredential::end).orElse(LEAST);
    return endsWell(bytes, end) ? Optional.of(new SeenData(bytes, created)) : Optional.empty();
  }

  private static Optional<NewCredential> created(byte[] bytes) {
    if (bytes.length < LEAST + AAGUID + 2) {
      return Optional.empty();
    }
    var data = ByteBuffer.wrap(bytes).position(LEAST);
    var aaguid = new UUID(data.getLong(), data.getLong());
    var size = data.getShort() & 0xffff;
    if (data.remaining() < size) {
      return Optional.empty();
    }
    var id = Arrays.copyOfRange(bytes, data.position(), data.position() + size);
    return Cbor.readFirst(bytes, data.position() + size)
        .filter(first -> first.value() instanceof Cbor.Pairs)
        .map(
            first ->
                new NewCredential(aaguid, Cbor.of(id), (Cbor.Pairs) first.value(), first.end()));
  }

  /** With extensions, if they are announced, and nothing else. */
  private static boolean endsWell(byte[] bytes, int end) {
    var announced = (bytes[HASH] & 0x80) != 0;
    return announced
        ? Cbor.readFirst(bytes, end)
            .filter(first -> first.value() instanceof Cbor.Pairs && first.end() == bytes.length)
            .isPresent()
        : end == bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  byte[] relyingPartyHash() {
    return Arrays.copyOf(bytes, HASH);
  }

  boolean userPresent() {
    return (flags & 0x01) != 0;
  }

  boolean userVerified() {
    return (flags & 0x04) != 0;
  }

  boolean backupEligible() {
    return (flags & 0x08) != 0;
  }

  boolean backedUp() {
    return (flags & 0x10) != 0;
  }

  long count() {
    return ByteBuffer.wrap(bytes, HASH + 1, 4).getInt() & 0xffff_ffffL;
  }

  Optional<NewCredential> created() {
    return created;
  }
}
