// The crossing, once in a life: a hole is punched where the finger was, and grows until the sheet is its negative.
// Without JavaScript the page stands still with the hole half open, and its link leads on.

const PUNCH_MS = 160;
const OPEN_MS = 740;
const EASE = "cubic-bezier(.6, .05, .2, 1)";
const main = /** @type {HTMLElement} */ (document.querySelector("[data-crossing]"));
const link = /** @type {HTMLAnchorElement} */ (main.querySelector(".x-cta a"));
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Where the last tap was, as the register page left it. @returns {{x: number, y: number} | null} */
function tapped() {
  const kept = sessionStorage.getItem("gs-tap");
  sessionStorage.removeItem("gs-tap");
  return kept ? JSON.parse(kept) : null;
}

/** @param {string} from @param {string} to @param {number} duration */
function grow(from, to, duration) {
  return main.animate([{ "--R": from }, { "--R": to }], { duration, easing: EASE, fill: "forwards" }).finished;
}

async function arrive() {
  const rest = getComputedStyle(main).getPropertyValue("--R").trim();
  const tap = tapped();
  if (still || !tap) return;
  main.style.setProperty("--x", `${tap.x}px`);
  main.style.setProperty("--y", `${tap.y}px`);
  await grow("0px", "56px", PUNCH_MS);
  await grow("56px", rest, OPEN_MS);
}

link.addEventListener("click", async (event) => {
  main.querySelector("[role=status]").textContent = link.dataset.said ?? "";
  if (still || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  await grow(getComputedStyle(main).getPropertyValue("--R").trim(), "150vmax", OPEN_MS);
  window.location.assign(link.href);
});

arrive();
