"use strict";
// Files that the person hands over: each is the body of one request, and no form's part.

const AWAY = "mockint cannot be reached. Is it still running?";

function handedOver(address, file) {
  return fetch(address, { method: "POST", body: file, headers: { "content-type": "application/octet-stream" } });
}

async function readInto(input) {
  const said = input.form.querySelector(".said");
  if (!input.files.length) return;
  said.textContent = "Reading it …";
  try {
    const answer = await handedOver("/document", input.files[0]);
    const text = await answer.text();
    if (answer.ok) at(input.dataset.into).value = text;
    said.textContent = answer.ok ? "Its text stands in the field above. Look whether all of it is there." : text;
  } catch {
    said.textContent = AWAY;
  }
}

async function handOver(form) {
  const said = form.querySelector(".said");
  const button = form.querySelector("button");
  const input = form.querySelector("input[type=file]");
  said.textContent = "Handing it over …";
  button.disabled = true;
  try {
    const answer = await handedOver(`${form.action}?${new URLSearchParams(new FormData(form))}`, input.files[0]);
    if (answer.ok) {
      location.assign(answer.url);
      return;
    }
    said.textContent = await answer.text();
  } catch {
    said.textContent = AWAY;
  }
  button.disabled = false;
}

for (const input of document.querySelectorAll("input[data-into]")) input.addEventListener("change", () => readInto(input));
for (const form of document.querySelectorAll("form[data-hands-over]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    handOver(form);
  });
}
