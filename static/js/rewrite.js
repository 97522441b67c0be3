// The pen: steppers beside every number; an edit is sent as soon as a number has been changed.
// Without JavaScript the numbers are typed and "Score the town again" is pressed.

/** Show what only works with JavaScript. */
function dress() {
  for (const button of document.querySelectorAll("[data-step]")) button.hidden = false;
}

/** @type {{open: string[], focus: string, step: string, scroll: number}} what the swap must not lose */
const kept = { open: [], focus: "", step: "", scroll: 0 };

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest?.("[data-step]");
  const input = button?.parentElement?.querySelector("input");
  if (!button || !input) return;
  const step = Number(button.dataset.step) * (Number(input.value) >= 20 ? 5 : 1);
  const next = Math.min(Number(input.dataset.high), Math.max(Number(input.dataset.low), Number(input.value) + step));
  if (next === Number(input.value)) return;
  input.value = String(next);
  kept.focus = input.name;
  kept.step = button.dataset.step ?? "";
  input.form?.requestSubmit();
});

document.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (!input.matches?.("input.ed")) return;
  kept.focus = input.name;
  kept.step = "";
  input.form?.requestSubmit();
});

/** The details that stand open, by their place. */
const details = () => [...document.querySelectorAll("#pen details")];

document.addEventListener("htmx:beforeSwap", () => {
  kept.open = details().map((each) => String(each.open));
  kept.scroll = document.querySelector(".town-side")?.scrollTop ?? 0;
});

document.addEventListener("htmx:afterSwap", () => {
  dress();
  details().forEach((each, place) => {
    each.open = kept.open[place] === "true";
  });
  const side = document.querySelector(".town-side");
  if (side) side.scrollTop = kept.scroll;
  const input = kept.focus ? document.querySelector(`input[name="${CSS.escape(kept.focus)}"]`) : null;
  const target = kept.step ? input?.parentElement?.querySelector(`[data-step="${kept.step}"]`) : input;
  target?.focus({ preventScroll: true });
});

dress();
