// The town in motion: after an edit every dot travels from where it stood to where it now stands.
// The drawing that the server sends is the truth; the canvas lies over it only while something moves.

const TRAVEL = 620; // ms
const SPREAD = 160; // ms between the first dot that leaves and the last
const STEP = 12; // units from dot to dot, as in the drawing
const ACROSS = 60;
const HALF = STEP / 2;

/** @typedef {{x: number, y: number, kind: number, size: number}} Dot */
/** Where each dot was when the last picture went. @type {Array<Dot | null>} */
let before = [];
/** Dots on their way, if any. @type {{from: Array<Dot | null>, to: Array<Dot | null>, start: number} | null} */
let way = null;

const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const town = () => /** @type {HTMLElement | null} */ (document.querySelector("#town .bands"));

/** Where a dot is drawn on, and how many dots of each kind stand there. */
function places(/** @type {HTMLElement} */ bands) {
  const frame = bands.getBoundingClientRect();
  /** @type {Map<string, {x: number, y: number, unit: number, slots: number[], taken: number[]}>} */
  const found = new Map();
  for (const band of bands.querySelectorAll("[data-place]")) {
    const svg = band.querySelector(".dots");
    if (!svg) continue;
    const box = svg.getBoundingClientRect();
    const slots = (svg.getAttribute("data-slots") ?? "").split(" ").map(Number);
    const place = band.getAttribute("data-letter") ?? "";
    const unit = box.width / (ACROSS * STEP);
    found.set(place, { x: box.x - frame.x, y: box.y - frame.y, unit, slots, taken: [0, 0, 0] });
  }
  return found;
}

/** Every dot where the drawing has it: those who stayed, then those who rose, then those who fell. */
function layout(/** @type {HTMLElement} */ bands) {
  const at = places(bands);
  const home = bands.dataset.home ?? "";
  return [...(bands.dataset.now ?? "")].map((place, resident) => {
    const here = at.get(place);
    if (!here) return null;
    const kind = home[resident] === place ? 0 : home[resident] > place ? 1 : 2;
    const rank = Math.min(here.taken[kind]++, Math.max(0, here.slots[kind] - 1));
    const slot = rank + here.slots.slice(0, kind).reduce((sum, each) => sum + each, 0);
    const x = here.x + ((slot % ACROSS) * STEP + HALF) * here.unit;
    const y = here.y + (Math.floor(slot / ACROSS) * STEP + HALF) * here.unit;
    return { x, y, kind, size: here.unit * 4.25 };
  });
}

const ease = (/** @type {number} */ part) => part * part * (3 - 2 * part);

/** Where the dots of a way are now. Who comes from nowhere stands at once. */
function between(/** @type {NonNullable<typeof way>} */ { from, to, start }, /** @type {number} */ now) {
  return to.map((there, resident) => {
    const here = from[resident];
    if (!there || !here) return there;
    const late = ((resident * 37) % 100) * (SPREAD / 100);
    const part = ease(Math.min(1, Math.max(0, (now - start - late) / TRAVEL)));
    return { ...there, x: here.x + (there.x - here.x) * part, y: here.y + (there.y - here.y) * part };
  });
}

/** One path for each kind of dot. */
function outlines(/** @type {Array<Dot | null>} */ dots) {
  const paths = [new Path2D(), new Path2D(), new Path2D()];
  for (const dot of dots) {
    if (!dot) continue;
    const { x, y, kind, size } = dot;
    const path = paths[kind];
    path.moveTo(x + (kind ? 0 : size), kind ? y + (kind === 1 ? -size : size) : y);
    if (!kind) path.arc(x, y, size, 0, 2 * Math.PI);
    else {
      const flat = kind === 1 ? y + size * 0.9 : y - size * 0.9;
      path.lineTo(x + size, flat);
      path.lineTo(x - size, flat);
      path.closePath();
    }
  }
  return paths;
}

/** The colours are the drawing's own. */
function inks(/** @type {HTMLElement} */ bands) {
  const ink = (/** @type {string} */ name, /** @type {"stroke" | "fill"} */ what) => {
    const shape = bands.querySelector(name);
    return shape ? getComputedStyle(shape)[what] : "";
  };
  return [ink(".still", "stroke"), ink(".risen", "fill"), ink(".fallen", "fill")];
}

function canvasOver(/** @type {HTMLElement} */ bands) {
  const canvas = document.createElement("canvas");
  const scale = Math.min(2, window.devicePixelRatio || 1);
  canvas.className = "moving";
  canvas.setAttribute("aria-hidden", "true");
  canvas.width = Math.round(bands.clientWidth * scale);
  canvas.height = Math.round(bands.clientHeight * scale);
  bands.append(canvas);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(scale, scale);
  return { canvas, pen };
}

function travel(/** @type {HTMLElement} */ bands) {
  const { canvas, pen } = canvasOver(bands);
  const colours = inks(bands);
  const mine = { from: before, to: layout(bands), start: performance.now() };
  let frames = 0;
  let busy = 0; // ms of work in all frames
  way = mine;
  bands.classList.add("travels");
  requestAnimationFrame(function frame() {
    if (way !== mine || !canvas.isConnected) return canvas.remove();
    const now = performance.now();
    pen.clearRect(0, 0, canvas.width, canvas.height);
    outlines(between(mine, now)).forEach((path, kind) => {
      pen.fillStyle = colours[kind];
      pen.fill(path);
    });
    frames += 1;
    busy += performance.now() - now;
    if (now - mine.start < TRAVEL + SPREAD) return requestAnimationFrame(frame);
    way = null;
    bands.classList.remove("travels");
    canvas.remove();
    bands.dispatchEvent(new CustomEvent("town:rested", { bubbles: true, detail: { frames, busy, ms: now - mine.start } }));
  });
}

/** While a large town is worked out the last drawing of it stays, dimmed; how far the work is stands in the place of
 * what was said about it. True where there is a drawing to stay, and it is not ready yet. */
function stays(/** @type {any} */ detail) {
  const over = document.querySelector("#told #over");
  if (!over || !town() || !detail.serverResponse?.includes('id="waiting"')) return false;
  detail.target = over;
  const harm = document.querySelector("#town #harm[hx-get]");
  harm?.replaceWith(harm.cloneNode(true)); // it asks no more: the town that comes brings its own
  detail.selectOverride = "#waiting";
  for (const part of document.querySelectorAll("#town :is(.bands, .wl, .harm, .tables)")) {
    part.setAttribute("aria-busy", "true");
  }
  return true;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  const bands = town();
  if (detail.target?.id !== "town" || stays(detail)) return;
  if (!bands) before = [];
  else before = way ? between(way, performance.now()) : layout(bands);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  const bands = town();
  if (detail.target?.id !== "town" || !bands || still.matches || document.hidden) return;
  if (before.length === (bands.dataset.now ?? "").length) travel(bands);
});

// A tap on a dot opens the file of the resident for whom it stands. The table of residents does the same by links.
document.addEventListener("click", (event) => {
  const svg = /** @type {Element} */ (event.target).closest?.(".bands .dots");
  const bands = town();
  if (!svg || !bands || bands.getAttribute("aria-busy") === "true") return;
  const { clientX, clientY } = /** @type {MouseEvent} */ (event);
  const box = svg.getBoundingClientRect();
  const unit = box.width / (ACROSS * STEP);
  const column = Math.min(ACROSS - 1, Math.max(0, Math.floor((clientX - box.x) / unit / STEP)));
  const slot = Math.max(0, Math.floor((clientY - box.y) / unit / STEP)) * ACROSS + column;
  const all = (svg.getAttribute("data-slots") ?? "").split(" ").reduce((sum, each) => sum + Number(each), 0);
  const place = svg.closest("[data-place]")?.getAttribute("data-place");
  window.location.assign(`${bands.dataset.at}&place=${place}&slot=${Math.min(slot, all - 1)}`);
});
