"use strict";
// The list narrows with each letter; without a script the form's button does the same.

const box = document.getElementById("find");
const told = document.getElementById("found");
const groups = [...document.querySelectorAll("[data-find]")];
const all = groups.reduce((sum, group) => sum + group.querySelectorAll("li").length, 0);

function narrow() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const group of groups) {
    let here = 0;
    for (const item of group.querySelectorAll("li")) {
      const text = `${item.querySelector("a").textContent} ${group.dataset.find}`.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      here += item.hidden ? 0 : 1;
    }
    group.hidden = here === 0;
    left += here;
  }
  told.textContent = words.length ? `${left} of ${all} match` : `${all} to choose from`;
}

box.addEventListener("input", narrow);
// "/" goes to the box from anywhere on the page.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select, dialog")) return;
  event.preventDefault();
  box.focus();
});
