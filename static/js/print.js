// A button that prints the page. Without JavaScript it stays hidden: the browser's own menu prints as well.

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
