"use strict";
// Correcting by a click: while it is on, each word is a button. What is changed waits here, can be
// undone, and is saved at once, as the text that `mockint correct` reads.
(() => {
  const at = (id) => document.getElementById(id);
  const bar = at("fix-bar");
  if (!bar) return;
  const dialog = at("fix-word");
  const PARTS = ["situation", "task", "action", "result", "reflection"];
  let on = null; // the transcript that is being corrected
  let chosen = 0; // the word that the dialog is about
  let saving = false;

  const large = (part) => part[0].toUpperCase() + part.slice(1);

  function said(text) {
    at("fix-said").textContent = text;
  }

  // ------------------------------------------------------------ the words, and where parts begin
  function read(block) {
    const words = [...block.querySelectorAll(".w")];
    const headings = new Map(block.dataset.headings.split(" ").filter(Boolean).map((one) => {
      const [index, part] = one.split(":");
      return [Number(index), part];
    }));
    const now = { texts: words.map((word) => word.textContent), headings };
    return { block, words, first: now.texts, steps: [now] };
  }

  const now = () => on.steps[on.steps.length - 1];
  const count = () => on.steps.length - 1;

  function partAt(headings, index) {
    let found = "";
    for (const [begins, part] of [...headings].sort((a, b) => a[0] - b[0])) if (begins <= index) found = part;
    return found;
  }

  // `part` begins at the word, or goes on over it where it is the part before.
  function withPart(headings, index, part) {
    const made = new Map(headings);
    const before = index ? partAt(made, index - 1) : "";
    if (partAt(made, index) === part && !made.has(index)) {
      // Later than it did: what lies between belongs to the part before.
      for (const begins of [...made.keys()].filter((one) => one < index).sort((a, b) => b - a)) {
        if (begins === 0) return made;
        made.delete(begins);
        if (partAt(made, index) !== part) break;
      }
      made.set(index, part);
    } else if (part === before) {
      made.delete(index);
    } else {
      made.set(index, part);
    }
    let last = "";
    for (const begins of [...made.keys()].sort((a, b) => a - b)) {
      if (made.get(begins) === last) made.delete(begins);
      else last = made.get(begins);
    }
    return made;
  }

  // A line a part, as the command writes them; a line that looks like a heading is none.
  function text() {
    const lines = [`# Version: ${on.block.dataset.version}`];
    let line = [];
    const end = () => {
      const whole = line.join(" ");
      if (whole) lines.push(/^\\*(\[\s*[A-Za-z]+\s*\]|#.*)$/.test(whole) ? `\\${whole}` : whole);
      line = [];
    };
    now().texts.forEach((word, index) => {
      const part = now().headings.get(index);
      if (part) {
        end();
        lines.push(`[${part}]`);
      }
      if (word) line.push(word);
    });
    end();
    return lines.join("\n");
  }

  // ------------------------------------------------------------ drawing
  function draw() {
    const { texts, headings } = now();
    on.words.forEach((word, index) => {
      const button = word.querySelector("button");
      const part = headings.get(index);
      const is = texts[index];
      button.textContent = is || on.first[index];
      button.classList.toggle("changed", is !== on.first[index]);
      button.classList.toggle("gone", !is);
      const notes = [part && `${part} begins`, !is ? "deleted" : is !== on.first[index] && `was ${on.first[index]}`].filter(Boolean);
      if (notes.length) button.setAttribute("aria-label", [button.textContent, ...notes].join(", "));
      else button.removeAttribute("aria-label");
      let chip = word.querySelector(".begins");
      if (chip && chip.dataset.part !== part) {
        chip.remove();
        chip = null;
      }
      if (part && !chip) {
        chip = document.createElement("span");
        chip.className = `begins ${part}`;
        chip.dataset.part = part;
        chip.textContent = large(part);
        chip.setAttribute("aria-hidden", "true");
        word.prepend(chip);
      }
    });
    at("fix-save").disabled = at("fix-undo").disabled = count() === 0 || saving;
  }

  function tell(what) {
    const many = count();
    said(`${what} ${many ? `${many} ${many === 1 ? "change" : "changes"} not saved yet.` : "Nothing is changed."}`);
  }

  function move(to) {
    const index = Math.min(Math.max(to, 0), on.words.length - 1);
    for (const word of on.words) word.querySelector("button").tabIndex = -1;
    const button = on.words[index].querySelector("button");
    button.tabIndex = 0;
    button.focus();
  }

  function begin(block, toggle) {
    if (on) {
      if (!stop()) return;
    }
    on = { ...read(block), toggle };
    for (const word of on.words) {
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.textContent = word.textContent;
      word.replaceChildren(button);
    }
    on.words[0].querySelector("button").tabIndex = 0;
    block.classList.add("correcting");
    block.setAttribute("role", "group");
    block.setAttribute("aria-label", `Words of ${block.dataset.about}`);
    toggle.setAttribute("aria-pressed", "true");
    bar.hidden = false;
    draw();
    said("Choose a word to change. By keyboard: arrow keys, then Enter.");
  }

  function stop() {
    if (count() && !confirm("Leave without saving your corrections?")) return false;
    const { block, words, first, toggle } = on;
    words.forEach((word, index) => word.replaceChildren(first[index]));
    block.classList.remove("correcting");
    block.removeAttribute("role");
    block.removeAttribute("aria-label");
    toggle.setAttribute("aria-pressed", "false");
    bar.hidden = true;
    on = null;
    toggle.focus();
    return true;
  }

  // ------------------------------------------------------------ one word
  function open(index) {
    chosen = index;
    const { texts, headings } = now();
    at("fix-text").value = texts[index];
    const part = partAt(headings, index);
    at("fix-parts").hidden = !headings.size;
    if (headings.size) {
      const before = index ? partAt(headings, index - 1) : "";
      const begins = headings.has(index);
      const choices = [];
      const first = [...headings].some(([index, one]) => one === part && index > 0 && index <= chosen); // it can begin later
      if (!begins) choices.push(["", `${large(part)} goes on`]);
      else if (index) choices.push([before, `${large(before)} goes on`]);
      for (const one of PARTS) {
        if (begins && one === part) choices.unshift(["", `${large(one)} begins here`]);
        else if (one !== before || (!begins && one === part && first)) choices.push([one, `${large(one)} begins here`]);
      }
      at("fix-part").replaceChildren(...choices.map(([value, label]) => {
        const option = document.createElement("option");
        option.value = value;
        option.textContent = label;
        return option;
      }));
      at("fix-part").value = "";
    }
    dialog.returnValue = "";
    dialog.showModal();
    at("fix-text").select();
  }

  function change(typed, part) {
    const before = now();
    const texts = [...before.texts];
    texts[chosen] = typed.trim().replace(/\s+/g, " ");
    const headings = part ? withPart(before.headings, chosen, part) : before.headings;
    const isSame = texts[chosen] === before.texts[chosen] && headings === before.headings;
    if (!isSame) {
      on.steps.push({ texts, headings });
      draw();
      const word = texts[chosen] ? `Now "${texts[chosen]}".` : `"${on.first[chosen]}" is deleted.`;
      tell(part ? `${word} ${large(partAt(headings, chosen))} ${headings.has(chosen) ? "begins" : "goes on"} here.` : word);
    }
    move(chosen);
  }

  // ------------------------------------------------------------ saving
  async function save() {
    const form = new URLSearchParams({ text: text(), answer: on.block.dataset.answer });
    for (const name of ["reply", "drill"]) if (on.block.dataset[name]) form.set(name, on.block.dataset[name]);
    saving = true;
    draw();
    said("Judging again …");
    let trouble = "mockint cannot be reached. Your changes are still here. Start it again (mockint open), or try once more.";
    try {
      const answered = await fetch(bar.dataset.to, { method: "POST", body: form, redirect: "manual" });
      if (answered.type === "opaqueredirect" || answered.ok) {
        on.steps.length = 1;
        location.hash = `corrected-${on.block.dataset.take}`;
        location.reload();
        return;
      }
      trouble = `${await answered.text()} Nothing was saved; your changes are still here.`;
    } catch {
      // Said below, as any other trouble.
    }
    saving = false;
    draw();
    said(trouble);
    at("fix-save").focus();
  }

  for (const line of document.querySelectorAll(".fixing")) {
    const block = document.querySelector(`.words[data-take="${line.dataset.for}"]`);
    const toggle = line.querySelector("button");
    line.hidden = false;
    toggle.addEventListener("click", () => {
      if (on && on.block === block) stop();
      else begin(block, toggle);
    });
    block.addEventListener("click", (event) => {
      if (!on || on.block !== block) return;
      event.stopPropagation(); // here a click corrects, and does not play
      const index = on.words.indexOf(event.target.closest(".w"));
      if (index >= 0) open(index);
      else if (event.target.closest(".at")) said("To play, stop correcting first.");
    });
    block.addEventListener("keydown", (event) => {
      if (!on || on.block !== block) return;
      event.stopPropagation(); // no key of the player's, or of what comes next
      const index = on.words.indexOf(event.target.closest(".w"));
      const to = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1, ArrowUp: index - 1, Home: 0, End: on.words.length - 1 }[event.key];
      if (index < 0) return;
      if (event.key === "Delete") {
        chosen = index;
        change("", "");
      } else if (to !== undefined) {
        event.preventDefault();
        move(to);
      }
    });
  }
  for (const one of [bar, dialog]) one.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "keep") change(at("fix-text").value, at("fix-parts").hidden ? "" : at("fix-part").value);
    else move(chosen);
  });
  at("fix-gone").addEventListener("click", () => {
    dialog.close();
    change("", "");
  });
  at("fix-cancel").addEventListener("click", () => dialog.close());
  at("fix-save").addEventListener("click", save);
  at("fix-leave").addEventListener("click", stop);
  at("fix-undo").addEventListener("click", () => {
    on.steps.pop();
    draw();
    tell("The last change is undone.");
  });
  addEventListener("beforeunload", (event) => {
    if (on && count()) event.preventDefault();
  });
  if (location.hash.startsWith("#corrected-")) document.querySelector(location.hash)?.focus();
})();
