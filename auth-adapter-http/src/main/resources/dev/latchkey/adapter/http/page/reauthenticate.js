// Shows with a passkey that whoever is signed in is still there.
const { ask, offer } = globalThis.latchkey;

offer(document.querySelector("#passkey"), "parseRequestOptionsFromJSON", async ({ options, finish, next }) => {
  const { ceremony_id, public_key } = await ask(options);
  const credential = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(public_key),
  });
  await ask(finish, { ceremony_id, credential: credential.toJSON() });
  location.assign(next);
});
