(() => {
  const field = document.querySelector("#token");
  const token = new URLSearchParams(location.hash.slice(1)).get("token");

  if (field && token) {
    field.value = token;
    document.querySelector("button").focus();
  }
  if (location.hash) {
    history.replaceState(null, "", location.pathname);
  }
})();
