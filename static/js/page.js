// What every page does when JavaScript runs; all of it also works by plain forms without.

const SIZES = ["normal", "large", "larger"];
const YEAR = 365 * 24 * 3600;

/** Text size changes at once, without loading the page again. @param {HTMLFormElement} form */
function textSize(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const root = document.documentElement;
    const next = SIZES[(SIZES.indexOf(root.dataset.text ?? "normal") + 1) % SIZES.length];
    root.dataset.text = next;
    const secure = window.location.protocol === "https:" ? ";secure" : "";
    document.cookie = `gs-text=${next};path=/;max-age=${YEAR};samesite=lax${secure}`;
  });
}

/** A form marked data-once is sent once, however often it is tapped. @param {HTMLFormElement} form */
function once(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "true";
    event.submitter?.classList.add("punched");
  });
}

for (const form of document.querySelectorAll("form[data-text-size]")) textSize(form);
for (const form of document.querySelectorAll("form[data-once]")) once(form);

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll(".punched")) button.classList.remove("punched");
});

// The crossing begins where the finger was.
for (const button of document.querySelectorAll(".to-box button")) {
  button.addEventListener("click", (event) => {
    const { clientX, clientY } = /** @type {MouseEvent} */ (event);
    if (clientX || clientY) sessionStorage.setItem("gs-tap", JSON.stringify({ x: clientX, y: clientY }));
  });
}
