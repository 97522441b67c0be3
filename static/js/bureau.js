// The scorecard for offices: a changed blank is sent at once, and every state has an address.
// Without JavaScript the form is sent by its button and leads to the same address.

// A state that the browser goes back to is fetched again: its form must show the numbers of that state.
const { htmx } = /** @type {any} */ (window);
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;

// A refused form is an answer too: it says what is wrong, and where.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = true;
  detail.isError = false;
});

// What is wrong stands beside its blank; the blank itself is never exchanged while a hand may be in it.
document.addEventListener("htmx:afterSettle", () => {
  for (const input of document.querySelectorAll("#weights [aria-describedby]")) {
    const wrong = document.querySelector(`#rated .faults a[href="#${input.id}"]`);
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
});
