package dev.latchkey.adapter.webauthn;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passkeys of one user as the caller has loaded them: whatever the library looks up, it finds
 * these and no others, and nobody's storage is asked. The user is called by his handle.
 */
record SnapshotCredentialRepository(ByteArray user, Set<RegisteredCredential> credentials)
    implements CredentialRepository {

  /** What the library calls the user; nobody else sees it. */
  String userName() {
    return user.getBase64Url();
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
    return username.equals(userName())
        ? credentials.stream()
            .map(one -> PublicKeyCredentialDescriptor.builder().id(one.getCredentialId()).build())
            .collect(Collectors.toSet())
        : Set.of();
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String username) {
    return username.equals(userName()) ? Optional.of(user) : Optional.empty();
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
    return userHandle.equals(user) ? Optional.of(userName()) : Optional.empty();
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
    return lookupAll(credentialId).stream()
        .filter(one -> one.getUserHandle().equals(userHandle))
        .findFirst();
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
    return credentials.stream()
        .filter(one -> one.getCredentialId().equals(credentialId))
        .collect(Collectors.toSet());
  }
}
