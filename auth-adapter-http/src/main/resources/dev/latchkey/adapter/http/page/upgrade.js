// After a sign-in with a password, has the browser make a passkey beside it where it does that without asking. The page where
// one signs in leaves a mark, the page after it takes the mark away: once for each sign-in, and no word when it fails.
const MARK = "latchkey.password";
const typed = document.querySelector("input[autocomplete=current-password]");
const part = document.querySelector("#upgrade");
const isDue = sessionStorage.getItem(MARK) !== null;

async function upgrade({ options, finish, done }) {
  const { ask } = globalThis.latchkey;
  const can = await window.PublicKeyCredential?.getClientCapabilities?.();
  if (!can?.conditionalCreate) return;
  const { ceremony_id, public_key } = await ask(options, { mediation: "conditional" });
  const credential = await navigator.credentials.create({
    mediation: "conditional",
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(public_key),
  });
  await ask(finish, { ceremony_id, credential: credential.toJSON() });
  part.querySelector(".said").textContent = done;
}

sessionStorage.removeItem(MARK);
typed?.form.addEventListener("submit", () => sessionStorage.setItem(MARK, "yes"));
if (part && isDue) upgrade(part.dataset).catch(() => {});
