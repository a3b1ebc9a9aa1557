// Completes a sign-up with a passkey.
const { ask, offer } = globalThis.latchkey;

offer(document.querySelector("#passkey"), "parseCreationOptionsFromJSON", async ({ registration, options, finish, next }) => {
  const { ceremony_id, public_key } = await ask(options, { registration_id: registration });
  const credential = await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(public_key),
  });
  await ask(finish, { registration_id: registration, ceremony_id, credential: credential.toJSON() });
  location.assign(next);
});
