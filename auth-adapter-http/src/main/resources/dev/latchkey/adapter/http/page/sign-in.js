// Signs in with a passkey: by the button, or where the browser offers one at the field for the address.
const { ask, offer } = globalThis.latchkey;
const part = document.querySelector("#passkey");
let waiting;
let turn = 0;

/** Has whoever keeps passkeys offer one no more that nobody has here. */
async function forgetUnknown(failure, rpId, credentialId) {
  if (failure.code === "unknown_credential") {
    await PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId });
  }
  throw failure;
}

async function signIn(mediation) {
  turn += 1;
  const mine = turn;
  waiting?.abort();
  const { options, finish, next } = part.dataset;
  const { ceremony_id, public_key } = await ask(options);
  // The newest press of the button has the word: a browser shows one ceremony at a time.
  if (mine !== turn) return;
  waiting = new AbortController();
  const credential = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(public_key),
    mediation,
    signal: waiting.signal,
  });
  await ask(finish, { ceremony_id, credential: credential.toJSON() })
    .catch((failure) => forgetUnknown(failure, public_key.rpId, credential.id));
  location.assign(next);
}

const tell = offer(part, "parseRequestOptionsFromJSON", () => signIn("optional"));
if (tell) {
  const offers = await PublicKeyCredential.isConditionalMediationAvailable?.();
  // Who has pressed the button meanwhile is not to be kept waiting for the field.
  if (offers && turn === 0) signIn("conditional").catch(tell);
}
