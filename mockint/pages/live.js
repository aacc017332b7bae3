"use strict";
// The present, as the server tells it: this page shows it and hands on what is pressed.

const at = (id) => document.getElementById(id);
const now = {};
const stage = at("doing") !== null; // this is the page of what is under way
let follows = stage; // go along to where it is shown
let socket = null;
let tries = 0;

const ENTER = "\n";
const ROOM = 1.5; // a part's bar holds so many times its target: full is what the program calls over
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

function press(key) {
  send({ key: key === ENTER ? "done" : key });
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
  if (now.error) return "It ended before it was done.";
  if (!now.title) return "Nothing is recorded.";
  if (now.phase === "listening" && now.paused) return "Thinking. Still recording.";
  if (now.phase === "working" && now.working) return `${now.working.what} …`;
  if (now.work) return `${now.work.what[0].toUpperCase()}${now.work.what.slice(1)} …`;
  if (now.phase === "waiting" && now.waitsFor && now.question) return now.waitsFor;
  return DOING[now.phase] || "";
}

function showWhere() {
  const round = now.round;
  const parts = [round.name];
  if (round.question && round.questions > 1 && !round.label) parts.push(`question ${round.question} of ${round.questions}`);
  if (round.followUp) parts.push(`follow-up ${round.followUp}`);
  if (round.label && round.label !== round.name) parts.push(round.label);
  if (round.take > 1) parts.push(`take ${round.take}`);
  setText("where", parts.filter(Boolean).join(" · "));
}

// One clock: seconds since the first word, against what the level allows.
function showClock(listening) {
  const [least, most] = now.allowed || [0, 0];
  const over = listening && most > 0 && now.clock > most;
  const wide = least ? `${minutes(least)} to ${minutes(most)}` : minutes(most);
  setText("clock", listening ? minutes(now.clock || 0) : "");
  setText("allowed", !listening || !most ? "" : over ? `${minutes(now.clock - most)} over ${minutes(most)}` : `of ${wide}`);
  at("allowed").classList.toggle("over", over);
  document.body.classList.toggle("unbegun", listening && now.clock === null);
}

function showParts() {
  const list = at("parts");
  list.hidden = now.parts.length === 0;
  if (list.children.length !== now.parts.length) {
    list.replaceChildren(...now.parts.map((one) => {
      const item = element("li", "", { class: one.part });
      const gauge = element("span", "", { class: "gauge", "aria-hidden": "true" });
      gauge.append(element("progress", "", { max: ROOM }));
      item.append(element("span", one.part[0].toUpperCase() + one.part.slice(1), { class: "name" }), gauge, element("span", "", { class: "seconds" }));
      return item;
    }));
  }
  now.parts.forEach((one, index) => {
    const item = list.children[index];
    item.querySelector("progress").value = Math.min(one.seconds / one.target, ROOM);
    item.querySelector(".seconds").textContent = `${one.seconds} of ${one.target} s${one.over ? ", over" : ""}`;
    item.classList.toggle("now", one.now);
    item.classList.toggle("over", one.over);
    if (one.now) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
}

// The first line is the question; a long one, or what follows it, is to be read.
function showQuestion() {
  const asked = (now.exercise && now.phase === "listening" && now.exercise.ask) || now.question || now.waitsFor;
  const [first, ...rest] = (asked || (now.canCancel ? now.title : now.title ? "One moment …" : now.error ? "This did not work." : "Nothing is under way.")).split("\n");
  const named = now.keys.some(([, , names]) => names.length > 1); // the buttons say the rest
  const about = now.about === now.question ? "" : now.about;
  setText("question", first);
  at("question").classList.toggle("long", first.length > 140);
  setText("more", rest.join("\n"));
  // Nor is a model answer read off while one's own is recorded.
  at("more").hidden = rest.length === 0 || (named && now.phase !== "waiting") || Boolean(now.exercise);
  setText("about", about);
  at("about").hidden = !about;
}

function showExercise() {
  const row = at("exercise");
  row.hidden = !now.exercise || now.phase === "waiting";
  if (row.hidden) return;
  const [name, bar, seconds] = row.children;
  const spoken = now.clock || 0;
  row.className = `exercise ${now.exercise.part || "whole"}`;
  row.classList.toggle("over", spoken > now.exercise.target);
  name.textContent = now.exercise.name;
  bar.max = now.exercise.target;
  bar.value = Math.min(spoken, now.exercise.target);
  seconds.textContent = `${Math.floor(spoken)} of ${Math.round(now.exercise.target)} s`;
}

function showTyping() {
  const form = at("typing");
  const begins = form.hidden && now.typing && now.yours;
  form.hidden = !now.typing || !now.yours;
  form.querySelector("label").textContent = now.typing;
  if (begins) {
    at("line").value = "";
    at("line").focus();
  }
}

function showWords() {
  const words = at("words");
  words.replaceChildren(...now.words.map(([word, unsure]) => element("span", `${word} `, unsure ? { class: "unsure" } : {})));
  words.scrollTop = words.scrollHeight;
  words.classList.toggle("more", words.scrollTop > 0);
}

// What was asked of a part, and was there or not, begins with a sign.
function noted(kind, text) {
  const sign = { "+ ": ["yes", "Heard: "], "- ": ["no", "Not heard: "] }[text.slice(0, 2)];
  if (!sign) return element("p", text, { class: kind });
  const line = element("p", "", { class: `${kind} ${sign[0]}` });
  line.append(element("span", sign[1], { class: "sr" }), text.slice(2));
  return line;
}

function showNotes() {
  const lines = [...now.notices.map((text) => ["notice", text]), ...now.notes];
  if (now.error) lines.push(["trouble", now.error]);
  const wanted = JSON.stringify(lines);
  if (at("notes").dataset.shown === wanted) return;
  at("notes").dataset.shown = wanted;
  at("notes").replaceChildren(...lines.map(([kind, text]) => noted(kind, text)));
  at("notes").scrollTop = at("notes").scrollHeight;
}

// Which keys count now, and what for, comes with the present: each is a button too.
function buttonsOf(hints) {
  return hints.flatMap(([keys, what, names]) => {
    const kind = names.some((name) => name.length > 30) ? "named" : "named brief";
    if (names.length) return names.map((name, index) => [keys[index], "", name, kind]);
    if (keys.includes(ENTER)) return [[ENTER, "", what]];
    const letters = [...keys].filter((key) => key > "9");
    return (letters.length ? letters : [...keys]).map((key) => [key, keys.length > 1 ? `${key}: ` : "", what]);
  });
}

function showKeys() {
  // The buttons are the help, and the question stays where it is: neither needs one of its own.
  const needless = now.phase === "listening" ? "?w" : "?";
  const offered = now.title && now.yours && !now.typing ? buttonsOf(now.keys).filter(([key]) => !needless.includes(key)) : [];
  const wanted = JSON.stringify(offered);
  if (at("keys").dataset.shown !== wanted) {
    const focused = document.activeElement && document.activeElement.dataset.key;
    at("keys").dataset.shown = wanted;
    at("keys").classList.toggle("many", offered.length > 8);
    at("keys").replaceChildren(...offered.map(([key, name, what, kind = ""]) => {
      const rank = key === ENTER ? "first" : key === "q" ? "second last" : "second";
      const button = element("button", "", { type: "button", "data-key": key, class: `${rank} ${kind}`.trim() });
      button.append(element("span", name + what[0].toUpperCase() + what.slice(1)), element("kbd", key === ENTER ? "Enter" : key.toUpperCase(), { "aria-hidden": "true" }));
      button.addEventListener("click", () => press(key));
      return button;
    }));
    const again = [...at("keys").children].find((button) => button.dataset.key === focused);
    if (again) again.focus();
  }
}

function button(label, hint, first, act) {
  const made = element("button", "", { type: "button", class: first ? "first" : "second" });
  made.append(element("span", label));
  if (hint) made.append(element("kbd", hint, { "aria-hidden": "true" }));
  made.addEventListener("click", act);
  return made;
}

function answer(value) {
  send({ dialog: now.dialog.number, value });
}

// What comes next is offered on the page that is being read, and does not cover it.
function showNext() {
  const bar = at("next");
  const offered = now.dialog && now.dialog.kind === "choose" && now.yours && follows;
  bar.hidden = !(offered || (now.playing && follows));
  if (bar.hidden) return;
  const lines = now.playing ? ["Playing"] : [...now.notices, now.dialog.text];
  const wanted = JSON.stringify([now.playing ? "" : now.dialog.number, lines]);
  if (bar.dataset.shown === wanted) return;
  bar.dataset.shown = wanted;
  at("next-text").replaceChildren(...lines.flatMap((line, index) => (index ? [element("br"), line] : [line])));
  at("next-keys").replaceChildren(...(now.playing
    ? [button("Stop", "", true, () => press(ENTER))]
    : now.dialog.options.map(([key, what], index) => button(what[0].toUpperCase() + what.slice(1), key === ENTER ? "Enter" : key.toUpperCase(), index === 0, () => answer(key)))));
}

function showDialog() {
  const dialog = at("dialog");
  const asked = now.dialog;
  if (!asked || asked.kind === "choose" || !now.yours) {
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
  const choices = {
    confirm: [["Yes", () => "yes"], ["No", () => "no"]],
    edit: [["Save", () => long.value], ["Leave it as it was", () => null]],
    ask: [["Go on", () => line.value]],
  }[asked.kind];
  // Enter does what the question takes for an answer: nothing is deleted by it.
  const usual = asked.kind === "confirm" && asked.default === "no" ? 1 : 0;
  at("dialog-keys").replaceChildren(...choices.map(([label, value], index) => button(label, "", index === usual, () => answer(value()))));
  if (!dialog.open) dialog.showModal();
  if (asked.kind === "confirm") at("dialog-keys").children[usual].focus();
}

function show(changed) {
  const first = now.place === undefined;
  Object.assign(now, changed);
  if (first) follows = stage || now.place === location.pathname;
  if (follows && now.place && now.place !== location.pathname) {
    location.replace(now.place);
    return;
  }
  at("on-air").hidden = follows || !now.title;
  setText("on-air", now.phase === "listening" ? "Recording" : "Under way");
  showNext();
  showDialog();
  if (stage) showStage(changed);
}

// What takes long, as a bar; without an end where nobody knows how far it is.
function showWork() {
  const work = now.work || (now.working && now.working.share ? now.working : null);
  at("work").hidden = !work;
  if (!work) return;
  const known = Boolean(work.share);
  if (known) at("bar").value = work.share;
  else at("bar").removeAttribute("value");
  at("bar").setAttribute("aria-label", work.what);
  setText("share", known ? `${Math.round(100 * work.share)} %` : "");
}

function showStage(changed) {
  const listening = now.phase === "listening";
  showWhere();
  const busy = now.title ? now.phase : "";
  showQuestion();
  showExercise();
  showTyping();
  setText("doing", doing());
  document.title = `${doing()} · mockint`;
  document.body.dataset.phase = busy === "listening" && now.paused ? "thinking" : busy;
  showClock(listening);
  at("loudness").parentElement.hidden = !listening;
  at("loudness").value = now.loudness;
  at("elsewhere").hidden = now.yours || !now.title;
  at("back").hidden = Boolean(now.title);
  showWork();
  if (changed.parts) showParts();
  if (changed.words) showWords();
  if (changed.notes || changed.notices || changed.error !== undefined) showNotes();
  showKeys();
}

// A moment without a connection is nothing; after that the program has most likely ended.
function lost() {
  at("on-air").hidden = true;
  if (!stage) return;
  document.body.dataset.phase = "";
  showClock(false);
  at("loudness").parentElement.hidden = at("work").hidden = true;
  setText("doing", "mockint has stopped, or cannot be reached. What was recorded is kept. To go on, start it again: mockint open");
  at("keys").replaceChildren();
  at("keys").dataset.shown = "";
}

function connect() {
  socket = new WebSocket(`ws://${location.host}/live`);
  socket.addEventListener("message", (event) => {
    tries = 0;
    show(JSON.parse(event.data));
  });
  socket.addEventListener("close", () => {
    if (tries > 1) lost();
    tries += 1;
    setTimeout(connect, Math.min(5000, 250 * 2 ** tries));
  });
}

function typed(event) {
  const on = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || at("dialog").open) return;
  if (on.closest("input, textarea, select")) return;
  if (event.key !== "Enter" && event.key.length !== 1) return;
  if (event.key === "Enter" && on.closest("button, a")) return;
  const key = event.key === "Enter" ? ENTER : event.key.toLowerCase();
  if (stage) {
    if (key !== " ") press(key);
  } else if (follows && now.playing) {
    press(ENTER);
  } else if (follows && now.dialog && now.dialog.kind === "choose" && now.dialog.options.some(([one]) => one === key)) {
    answer(key);
  }
}

document.addEventListener("keydown", typed);
at("dialog").addEventListener("cancel", (event) => event.preventDefault());
at("dialog").addEventListener("close", () => now.dialog && setTimeout(showDialog, 0)); // a second Escape closes it all the same
if (stage) at("typing").addEventListener("submit", (event) => {
  event.preventDefault();
  send({ line: at("line").value });
});
if (stage) at("take").addEventListener("click", () => send({ take: true }));
connect();
