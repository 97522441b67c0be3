// The pen: steppers beside the numbers; an edit is sent as soon as the hand rests.
// Without JavaScript the numbers are typed and "Score the town again" is pressed.

const REST = 220; // ms without another tap
const COARSE = 20; // from here on a tap moves by five

/** What has been written since the last request went out: a slow answer must not take it back. @type {Map<string, string>} */
const unsent = new Map();
let timer = 0;

/** @param {HTMLInputElement | HTMLSelectElement} field */
function written(field, rest = REST) {
  unsent.set(field.name, field.value);
  window.clearTimeout(timer);
  // The field itself may have been exchanged by then; the form never is.
  timer = window.setTimeout(() => /** @type {HTMLFormElement} */ (document.querySelector("#pen")).requestSubmit(), rest);
}

/** @param {HTMLInputElement} input @param {number} direction */
function step(input, direction) {
  const now = Number(input.value) || 0;
  const size = now >= COARSE + (direction < 0 ? 1 : 0) ? 5 : 1;
  const next = Math.min(Number(input.dataset.high), Math.max(Number(input.dataset.low), now + direction * size));
  if (next === now) return;
  input.value = String(next);
  written(input);
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest?.("[data-step]");
  const input = button?.parentElement?.querySelector("input");
  if (button && input) step(input, Number(button.getAttribute("data-step")));
});

document.addEventListener("keydown", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!direction || !input.matches?.("input.ed")) return;
  event.preventDefault();
  step(input, direction);
});

document.addEventListener("change", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.matches?.(".ed")) written(field, 0);
});

document.addEventListener("htmx:configRequest", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.elt.id !== "pen") return;
  window.clearTimeout(timer);
  unsent.clear();
});

// A refused form is an answer too: its rows say what is wrong.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = true;
  detail.isError = false;
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  if (detail.requestConfig.elt.id === "waiting") return again();
  if (detail.elt.id !== "pen") return;
  if (detail.successful || detail.xhr.status === 422) unreached(false);
  else return;
  for (const [name, value] of unsent) {
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(`[name="${CSS.escape(name)}"]`));
    if (field) field.value = value;
  }
  say(document.querySelector("#pen .field-error:not([hidden])") ?? told());
});

/** A town that was asked for again is told when it has come, or when its place in the line is another. */
function again() {
  const now = told();
  if (now && words(now) !== document.querySelector("#live")?.textContent) say(now);
}

/** What is said about the town: how far the work on it is, or what came of the edit. */
function told() {
  return document.querySelector("#waiting") ?? document.querySelector("#told");
}

// The office can't be reached: what was written stays in its field, and goes out with the next edit.
for (const trouble of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(trouble, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.elt.id === "pen" && detail.xhr.status !== 422) unreached(true);
  });
}

function unreached(/** @type {boolean} */ lost) {
  const note = /** @type {HTMLElement | null} */ (document.querySelector("#unreached"));
  if (!note || note.hidden === !lost) return;
  note.hidden = !lost;
  if (lost) say(note);
}

/** The gentle start: a shelf opens by itself once so many edits have been made. */
function unfold() {
  const steps = Number(document.querySelector("#acts")?.getAttribute("data-steps"));
  for (const shelf of document.querySelectorAll("details[data-after]")) {
    const after = Number(shelf.getAttribute("data-after"));
    if (steps >= after && !shelf.hasAttribute("data-unfolded")) {
      shelf.setAttribute("data-unfolded", "");
      /** @type {HTMLDetailsElement} */ (shelf).open = true;
    }
  }
}

document.addEventListener("htmx:afterSettle", unfold);

/** The region stands from the first moment and is never exchanged, so that readers hear every change of it. */
function say(/** @type {Element | null} */ source) {
  const live = document.querySelector("#live");
  if (live && source) live.textContent = words(source);
}

function words(/** @type {Element} */ source) {
  return (source.textContent ?? "").replace(/\s+/g, " ").trim();
}
