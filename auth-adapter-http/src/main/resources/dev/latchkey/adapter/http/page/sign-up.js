// Completes a sign-up with a passkey.
const part = document.querySelector("#passkey");
const said = part?.querySelector(".said");
const button = part?.querySelector("button");

async function ask(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Auth-Transport": "cookie" },
    body: JSON.stringify({ registration_id: part.dataset.registration, ...body }),
  });
  return { ok: answer.ok, json: await answer.json() };
}

async function signUp() {
  const begun = await ask(part.dataset.options, {});
  if (!begun.ok) throw new Error(part.dataset.away);
  const { ceremony_id, public_key } = begun.json;
  const credential = await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(public_key),
  });
  const made = await ask(part.dataset.finish, { ceremony_id, credential: credential.toJSON() });
  if (!made.ok) throw new Error(part.dataset.refused);
  location.assign(part.dataset.next);
}

/** What the user broke off himself is no news to him. */
function tell(failure) {
  if (["AbortError", "NotAllowedError"].includes(failure.name)) return;
  said.textContent = failure.name === "Error" ? failure.message : part.dataset.refused;
}

if (part && window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  part.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    button.disabled = true;
    await signUp().catch(tell);
    button.disabled = false;
  });
}
