"use strict";
// A form whose words are long to type: it counts them, and is sent so that nothing typed is lost,
// whatever comes back.
(() => {
  let unsaved = false;

  function count(box, wordS) {
    const words = box.value.split(/\s+/).filter(Boolean).length;
    document.getElementById(`c-${box.name}`).textContent = `${words} ${words === 1 ? "word" : "words"}, about ${Math.round(words * wordS)} s`;
  }

  function tell(text) {
    document.getElementById("unsent").textContent = text;
  }

  async function send(form, submitter) {
    const given = new URLSearchParams(new FormData(form, submitter));
    try {
      // Not form.action: that is the box of the part of this name.
      const answered = await fetch(form.getAttribute("action"), { method: "POST", body: given });
      if (answered.redirected) {
        unsaved = false;
        location.assign(answered.url);
        return;
      }
      if (answered.status === 413) {
        tell("This is too long. Shorten it, then try again. Nothing is lost.");
        return;
      }
      const main = new DOMParser().parseFromString(await answered.text(), "text/html").querySelector("main");
      document.querySelector("main").replaceWith(main);
      ready();
      for (const input of main.querySelectorAll("input[data-into]")) input.addEventListener("change", () => readInto(input));
      (document.getElementById("errors") || document.querySelector("[aria-invalid]") || main).focus();
    } catch {
      tell("mockint cannot be reached. Your words are still here. Start it again (mockint open), then try once more.");
    }
  }

  function ready() {
    for (const form of document.querySelectorAll("form[data-form]")) {
      const wordS = Number(form.dataset.wordS);
      for (const box of form.querySelectorAll(".box textarea")) box.addEventListener("input", () => count(box, wordS));
      form.addEventListener("input", () => { unsaved = true; });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(form, event.submitter);
      });
      for (const link of form.querySelectorAll("a.second")) link.addEventListener("click", () => { unsaved = false; });
    }
  }

  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  ready();
})();
