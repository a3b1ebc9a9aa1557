// Gives every password field a button that shows what was typed.
for (const field of document.querySelectorAll("input[type=password][data-show]")) {
  const button = document.createElement("button");
  const say = () => {
    const hidden = field.type === "password";
    button.textContent = hidden ? field.dataset.show : field.dataset.hide;
    button.setAttribute("aria-pressed", String(!hidden));
  };
  button.type = "button";
  button.className = "link reveal";
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    field.type = field.type === "password" ? "text" : "password";
    say();
  });
  // What is sent is a password again, so that its manager keeps it as one.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
  say();
  field.after(button);
}
