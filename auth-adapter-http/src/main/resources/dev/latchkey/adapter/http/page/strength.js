// Says of a new password, whenever whoever types it pauses, what the server would say of it.
const PAUSE = 500;
const said = document.querySelector("#strength");
const field = document.querySelector("input[autocomplete=new-password]");
let timer;
let asking;

async function ask(signal) {
  const answer = await fetch(said.dataset.ask, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ password: field.value }),
    signal,
  });
  return answer.ok ? answer.json() : undefined;
}

function show(verdict) {
  const text = verdict.accepted ? said.dataset.good : verdict.advice;
  said.className = verdict.accepted ? "strong" : "fault";
  if (said.textContent !== text) said.textContent = text;
}

async function look() {
  asking = new AbortController();
  const { signal } = asking;
  const verdict = await ask(signal).catch(() => undefined);
  // Whoever has typed on is told of that, and not of what was before.
  if (verdict && !signal.aborted) show(verdict);
}

/** What was wrong with the one before says nothing of this one. */
function forget() {
  document.getElementById(field.getAttribute("aria-describedby"))?.remove();
  field.removeAttribute("aria-invalid");
  field.setAttribute("aria-describedby", said.id);
}

if (said && field) {
  field.addEventListener("input", forget, { once: true });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    if (field.value === "") said.textContent = "";
    else timer = setTimeout(look, PAUSE);
  });
}
