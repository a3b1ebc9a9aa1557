package dev.latchkey.adapter.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotCredentialRepositoryTest {
  private static final ByteArray OWNER = bytes(1);
  private static final ByteArray STRANGER = bytes(2);
  private static final ByteArray ID = bytes(3);
  private static final ByteArray OTHER_ID = bytes(4);

  private final RegisteredCredential credential =
      RegisteredCredential.builder()
          .credentialId(ID)
          .userHandle(OWNER)
          .publicKeyCose(bytes(5))
          .build();
  private final SnapshotCredentialRepository snapshot =
      new SnapshotCredentialRepository(OWNER, Set.of(credential));

  private static ByteArray bytes(int content) {
    return new ByteArray(new byte[] {(byte) content});
  }

  @Test
  void a_passkey_is_found_for_its_owner_alone() {
    assertThat(snapshot.lookup(ID, OWNER)).contains(credential);
    assertThat(snapshot.lookup(ID, STRANGER)).isEmpty();
    assertThat(snapshot.lookup(OTHER_ID, OWNER)).isEmpty();
    assertThat(snapshot.lookupAll(ID)).containsExactly(credential);
    assertThat(snapshot.lookupAll(OTHER_ID)).isEmpty();
  }

  @Test
  void nobody_but_the_one_user_has_a_name_or_passkeys() {
    var name = snapshot.getUsernameForUserHandle(OWNER).orElseThrow();

    assertThat(snapshot.getUserHandleForUsername(name)).contains(OWNER);
    assertThat(snapshot.getCredentialIdsForUsername(name)).hasSize(1);
    assertThat(snapshot.getUsernameForUserHandle(STRANGER)).isEmpty();
    assertThat(snapshot.getUserHandleForUsername("ada")).isEmpty();
    assertThat(snapshot.getCredentialIdsForUsername("ada")).isEmpty();
  }
}
