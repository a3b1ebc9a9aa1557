(() => {
  const form = document.querySelector("form");
  const field = document.querySelector("#token");
  const button = document.querySelector("button");
  const said = document.querySelector("#said");

  if (location.hash.length > 1) {
    field.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
  }

  const outcome = async () => {
    const answer = await fetch("../api/v1/users/deletion/undo", {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: field.value.trim() }),
    });
    if (answer.status === 204) {
      form.hidden = true;
      return "Done. The account stays. If it was not you who wanted it deleted, sign in, sign out everywhere, and change your password.";
    }
    return answer.status === 400
      ? "This code is not valid, or not any more. Take the one from the newest mail."
      : "That did not work. Please try again in a moment.";
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    said.textContent = "One moment, please.";
    said.textContent = await outcome().catch(
      () => "The server cannot be reached. Please try again in a moment.",
    );
    button.disabled = false;
  });
})();
