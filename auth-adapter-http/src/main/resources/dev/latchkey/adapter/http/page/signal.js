// Tells whoever keeps the passkeys of this user which of them are good, and what he is called by now (Web Authentication,
// Level 3, section 5.1.10). Nobody waits for it, and nothing depends on it.
const now = document.querySelector("#signal")?.dataset;

if (now) {
  const whose = { rpId: now.rp, userId: now.user };
  const allAcceptedCredentialIds = now.credentials.split(" ").filter(Boolean);
  await globalThis.PublicKeyCredential?.signalAllAcceptedCredentials?.({ ...whose, allAcceptedCredentialIds }).catch(() => {});
  await globalThis.PublicKeyCredential?.signalCurrentUserDetails?.({ ...whose, name: now.name, displayName: now.displayName })
    .catch(() => {});
}
