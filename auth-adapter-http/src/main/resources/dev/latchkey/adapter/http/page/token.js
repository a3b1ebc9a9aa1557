// Takes the token of a mail out of the fragment of the address, which the server never sees.
const field = document.querySelector("#token");
const fragment = location.hash.slice(1);
// Links of mails from before carry the token and nothing else.
const token = fragment.includes("=") ? new URLSearchParams(fragment).get("token") : fragment;

if (field && token) {
  field.value = token;
  (document.querySelector("#password") ?? document.querySelector("button[type=submit]")).focus();
}
if (location.hash) {
  history.replaceState(null, "", location.pathname);
}
