// Adds a passkey.
const { ask, offer } = globalThis.latchkey;

offer(document.querySelector("#add"), "parseCreationOptionsFromJSON", async ({ options, finish, next }) => {
  const { ceremony_id, public_key } = await ask(options);
  const credential = await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(public_key),
  });
  await ask(finish, { ceremony_id, credential: credential.toJSON() });
  location.assign(next);
});
