(() => {
  const field = document.querySelector("#token");

  if (field && location.hash.length > 1) {
    field.value = location.hash.slice(1);
    document.querySelector("button").focus();
  }
  if (location.hash) {
    history.replaceState(null, "", location.pathname);
  }
})();
