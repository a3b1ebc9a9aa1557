// What pages with passkeys share; the scripts that use it come after it. No module that they import: each page would have
// to allow that one too, and browsers do not let hashes speak for what is imported.
const OURS = ["unauthenticated", "invalid_token"];
const LATER = ["too_many_requests", "overloaded", "unavailable", "internal_error"];

class Refusal extends Error {
  constructor(code) {
    super(code);
    this.name = "Refusal";
    this.code = code;
  }
}

/** What the server answers; tokens come in cookies. */
async function ask(address, body = {}) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Auth-Transport": "cookie" },
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Refusal(json.code);
  return json;
}

/** What is to be said of a failure. What the user broke off himself is no news to him. */
function words(failure, part) {
  if (["AbortError", "NotAllowedError"].includes(failure.name)) return "";
  if (failure.name === "InvalidStateError") return part.dataset.excluded ?? part.dataset.refused;
  if (failure.name !== "Refusal" || LATER.includes(failure.code)) return part.dataset.away;
  return part.dataset[failure.code] ?? part.dataset.refused;
}

/** Where a failure leads: a token that has run out is renewed by opening the page anew. */
function leadsTo(failure, part) {
  if (OURS.includes(failure.code)) return part.dataset.here;
  return failure.code === "reauthentication_required" ? part.dataset.again : undefined;
}

/**
 * Shows a part of the page whose button does this, if the browser can, in place of what is there for those that cannot.
 * Returns what tells of a failure; nothing where the browser cannot.
 */
function offer(part, means, act) {
  if (!part || !window.PublicKeyCredential?.[means]) return undefined;
  const button = part.querySelector("button");
  const said = part.querySelector(".said");
  const tell = (failure) => {
    const elsewhere = leadsTo(failure, part);
    if (elsewhere) location.assign(elsewhere);
    else said.textContent = words(failure, part);
  };
  document.querySelector("#scriptless")?.remove();
  part.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    button.disabled = true;
    await act(part.dataset).catch(tell);
    button.disabled = false;
  });
  return tell;
}

globalThis.latchkey = Object.freeze({ ask, offer });
