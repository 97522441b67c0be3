// The crossing, once in a life: a hole is punched where the finger was, and grows until the sheet is its negative.
// Without JavaScript the page stands still with the hole half open, and its link leads on.

const PUNCH_MS = 160;
const OPEN_MS = 740;
const FADE_MS = 200;
const EASE = "cubic-bezier(.6, .05, .2, 1)";
const main = /** @type {HTMLElement} */ (document.querySelector("[data-crossing]"));
const link = /** @type {HTMLAnchorElement} */ (main.querySelector(".x-cta a"));
const negative = /** @type {HTMLElement} */ (main.querySelector(".layer.neg"));
const said = /** @type {HTMLElement} */ (main.querySelector("[role=status]"));
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Where the last tap was, as the register page left it. @returns {{x: number, y: number} | null} */
function tapped() {
  const kept = sessionStorage.getItem("gs-tap");
  sessionStorage.removeItem("gs-tap");
  return kept ? JSON.parse(kept) : null;
}

/** The hole as it is now: radius and centre are custom properties that the stylesheet registers. */
function hole() {
  const style = getComputedStyle(main);
  return { "--R": style.getPropertyValue("--R"), "--x": style.getPropertyValue("--x"), "--y": style.getPropertyValue("--y") };
}

/** @param {Keyframe} from @param {Keyframe} to @param {number} duration */
function move(from, to, duration) {
  return main.animate([from, to], { duration, easing: EASE, fill: "forwards" }).finished;
}

/** Punched at the finger, then drawn open to where the stylesheet lets it rest. */
async function arrive() {
  const tap = tapped();
  if (still || !tap) return;
  const rest = hole();
  const box = main.getBoundingClientRect();
  const finger = { "--x": `${tap.x - box.left}px`, "--y": `${tap.y - box.top}px` };
  await move({ ...finger, "--R": "0px" }, { ...finger, "--R": "56px" }, PUNCH_MS);
  await move({ ...finger, "--R": "56px" }, rest, OPEN_MS);
}

/** The whole sheet turns; where motion is not wanted it fades. */
function open() {
  if (!still) return move(hole(), { ...hole(), "--R": "150vmax" }, OPEN_MS);
  main.style.setProperty("--R", "150vmax");
  return negative.animate([{ opacity: 0 }, { opacity: 1 }], FADE_MS).finished;
}

link.addEventListener("click", async (event) => {
  said.textContent = link.dataset.said ?? "";
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  await open();
  window.location.assign(link.href);
});

// Back from the box: the hole is half open again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const animation of main.getAnimations()) animation.cancel();
});

arrive();
