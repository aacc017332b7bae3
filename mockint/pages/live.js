"use strict";
// The present, as the server tells it: this page shows it and hands on what is pressed.

const at = (id) => document.getElementById(id);
const now = {};
let socket = null;
let tries = 0;

const KEYS = [
  { key: "done", label: "Done", hint: "Enter", first: true },
  { key: "p", label: "Pause to think", hint: "P" },
  { key: "n", label: "Next part", hint: "N" },
  { key: "r", label: "Record again", hint: "R" },
  { key: "s", label: "Skip the voice", hint: "S" },
  { key: "q", label: "End the round", hint: "Q" },
];
const WHEN = {
  asking: ["s", "q"],
  listening: ["done", "p", "n", "r", "q"],
  working: ["q"],
  waiting: ["done", "q"],
};
const DOING = {
  before: "Getting ready",
  asking: "The interviewer is speaking",
  listening: "Recording. Your turn.",
  working: "Working",
  waiting: "Waiting for you",
  ended: "The round is over",
};

function send(message) {
  if (socket && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function minutes(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function element(name, text = "", about = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
  return made;
}

function setText(id, text) {
  // Written only where it changes: a screen reader says again what is written again.
  if (at(id).textContent !== text) at(id).textContent = text;
}

function doing() {
  if (now.error) return "This did not work";
  if (now.phase === "listening" && now.paused) return "Thinking. Still recording.";
  if (now.phase === "working" && now.working) return `${now.working.what} …`;
  if (now.work) return `${now.work.what} …`;
  if (now.phase === "waiting" && now.waitsFor) return now.waitsFor;
  return DOING[now.phase] || "";
}

function showWhere() {
  const round = now.round;
  const parts = [round.name];
  if (round.question && round.questions > 1) parts.push(`question ${round.question} of ${round.questions}`);
  if (round.followUp) parts.push(`follow-up ${round.followUp}`);
  if (round.take > 1) parts.push(`take ${round.take}`);
  setText("where", parts.filter(Boolean).join(" · "));
}

function showParts() {
  const list = at("parts");
  list.hidden = now.parts.length === 0;
  if (list.children.length !== now.parts.length) {
    list.replaceChildren(...now.parts.map((one) => {
      const item = element("li", "", { class: one.part });
      item.append(element("span", one.part[0].toUpperCase() + one.part.slice(1)), element("progress", "", { "aria-label": one.part }), element("span", "", { class: "seconds" }));
      return item;
    }));
  }
  now.parts.forEach((one, index) => {
    const [, bar, seconds] = list.children[index].children;
    bar.max = one.target;
    bar.value = Math.min(one.seconds, one.target);
    seconds.textContent = `${one.seconds} / ${one.target} s`;
    list.children[index].classList.toggle("now", one.now);
    list.children[index].classList.toggle("over", one.seconds > one.target);
  });
}

function showWords() {
  at("words").replaceChildren(...now.words.map(([word, unsure]) => element("span", `${word} `, unsure ? { class: "unsure" } : {})));
  at("words").scrollTop = at("words").scrollHeight;
}

function showNotes() {
  const lines = [...now.notices.map((text) => ["notice", text]), ...now.notes];
  if (now.error) lines.push(["trouble", now.error]);
  const known = [...at("notes").children].map((item) => item.textContent);
  if (known.join("\n") === lines.map(([, text]) => text).join("\n")) return;
  at("notes").replaceChildren(...lines.map(([kind, text]) => element("p", text, { class: kind })));
}

function showKeys() {
  const offered = now.title ? WHEN[now.phase] || [] : [];
  const shown = [...at("keys").children].map((button) => button.dataset.key).join();
  if (shown !== offered.join()) {
    const focused = document.activeElement && document.activeElement.dataset.key;
    at("keys").replaceChildren(...KEYS.filter((one) => offered.includes(one.key)).map((one) => {
      const button = element("button", "", { type: "button", "data-key": one.key, class: one.first ? "first" : "second" });
      button.append(element("span", one.label), element("kbd", one.hint, { "aria-hidden": "true" }));
      button.addEventListener("click", () => send({ key: one.key }));
      return button;
    }));
    const again = at("keys").querySelector(`[data-key="${focused}"]`);
    if (again) again.focus();
  }
  for (const button of at("keys").children) button.disabled = !now.yours;
  const pause = at("keys").querySelector('[data-key="p"]');
  if (pause) {
    pause.firstChild.textContent = now.paused ? "Go on" : "Pause to think";
    pause.setAttribute("aria-pressed", String(now.paused));
  }
}

function showDialog() {
  const dialog = at("dialog");
  const asked = now.dialog;
  if (!asked || !now.yours) {
    if (dialog.open) dialog.close();
    return;
  }
  if (dialog.open && dialog.dataset.number === String(asked.number)) return;
  dialog.dataset.number = asked.number;
  setText("dialog-text", asked.kind === "edit" ? "Change the text, then save it." : asked.text);
  const long = at("dialog-long");
  const line = at("dialog-line");
  long.hidden = asked.kind !== "edit";
  line.hidden = asked.kind !== "ask";
  long.value = line.value = asked.default;
  const answer = (value) => () => send({ dialog: asked.number, value: value() });
  const choices = asked.kind === "confirm"
    ? [["Yes", () => "yes"], ["No", () => "no"]]
    : asked.kind === "choose"
      ? asked.options.map(([value, label]) => [label, () => value])
      : asked.kind === "edit"
        ? [["Save", () => long.value], ["Leave it as it was", () => null]]
        : [["Go on", () => line.value]];
  at("dialog-keys").replaceChildren(...choices.map(([label, value], index) => {
    const button = element("button", label, { type: "button", class: index === 0 ? "first" : "second" });
    button.addEventListener("click", answer(value));
    return button;
  }));
  dialog.showModal();
}

function show(changed) {
  Object.assign(now, changed);
  if (now.leadsTo && changed.leadsTo) {
    location.replace(now.leadsTo);
    return;
  }
  showWhere();
  setText("question", now.question || (now.title ? "One moment …" : "Nothing is under way."));
  setText("doing", doing());
  document.body.dataset.phase = now.title ? now.phase : "";
  setText("clock", now.phase === "listening" ? minutes(now.clock) : "");
  at("loudness").hidden = now.phase !== "listening";
  at("loudness").value = now.loudness;
  at("elsewhere").hidden = now.yours || !now.title;
  if (changed.parts) showParts();
  if (changed.words) showWords();
  if (changed.notes || changed.notices || changed.error !== undefined) showNotes();
  showKeys();
  showDialog();
}

function connect() {
  socket = new WebSocket(`ws://${location.host}/live`);
  socket.addEventListener("message", (event) => {
    tries = 0;
    show(JSON.parse(event.data));
  });
  socket.addEventListener("close", () => {
    setText("doing", "The connection to mockint is gone. Your recording goes on there.");
    tries += 1;
    setTimeout(connect, Math.min(5000, 250 * 2 ** tries));
  });
}

function typed(event) {
  const on = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey || at("dialog").open) return;
  if (on.closest("input, textarea, select")) return;
  if (event.key === "Enter" || event.key === " ") {
    if (event.key === "Enter" && !on.closest("button, a")) send({ key: "done" });
    return;
  }
  if (event.key.length === 1) send({ key: event.key.toLowerCase() });
}

if (document.querySelector("[data-live]")) {
  document.addEventListener("keydown", typed);
  at("take").addEventListener("click", () => send({ take: true }));
  at("dialog").addEventListener("cancel", (event) => event.preventDefault());
  connect();
}
