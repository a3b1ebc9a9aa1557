// Signs in with a passkey: by the button, or where the browser offers one at the field for the address.
const part = document.querySelector("#passkey");
const said = part?.querySelector(".said");
const button = part?.querySelector("button");
let waiting;
let turn = 0;

async function ask(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Auth-Transport": "cookie" },
    body: JSON.stringify(body),
  });
  return { ok: answer.ok, json: await answer.json() };
}

/** Tells the browser to offer a passkey no more that nobody has. */
async function forget(rpId, credentialId) {
  await PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId });
}

async function signIn(mediation) {
  turn += 1;
  const mine = turn;
  waiting?.abort();
  const begun = await ask(part.dataset.options, {});
  if (!begun.ok) throw new Error(part.dataset.away);
  // The newest press of the button has the word: a browser shows one ceremony at a time.
  if (mine !== turn) return;
  const { ceremony_id, public_key } = begun.json;
  waiting = new AbortController();
  const credential = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(public_key),
    mediation,
    signal: waiting.signal,
  });
  const shown = await ask(part.dataset.finish, { ceremony_id, credential: credential.toJSON() });
  if (shown.ok) {
    location.assign(part.dataset.next);
    return;
  }
  const unknown = shown.json.code === "unknown_credential";
  if (unknown) await forget(public_key.rpId, credential.id);
  throw new Error(unknown ? part.dataset.unknown : part.dataset.refused);
}

/** What the user broke off himself is no news to him. */
function tell(failure) {
  if (["AbortError", "NotAllowedError"].includes(failure.name)) return;
  said.textContent = failure.name === "Error" ? failure.message : part.dataset.refused;
}

if (part && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  part.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    button.disabled = true;
    await signIn("optional").catch(tell);
    button.disabled = false;
  });
  const offers = await PublicKeyCredential.isConditionalMediationAvailable?.();
  // Who has pressed the button meanwhile is not to be kept waiting for the field.
  if (offers && turn === 0) signIn("conditional").catch(tell);
}
