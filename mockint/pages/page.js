"use strict";
(() => {
  // Everything is read from the page itself: the text is there with or without this script.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });

  const player = document.querySelector(".player");
  const takes = new Map();
  for (const audio of document.querySelectorAll("audio")) takes.set(audio.id, readTake(audio));
  if (!player || !takes.size) return;

  const play = document.getElementById("play");
  const position = document.getElementById("position");
  const time = document.getElementById("clock");
  const what = document.getElementById("what");
  const phraseText = document.getElementById("phrase");
  const status = document.getElementById("status");
  let take = takes.values().next().value;
  let pressed = null;

  document.documentElement.classList.add("js");
  player.hidden = false;
  choose(take);

  function readTake(audio) {
    audio.controls = false;
    const words = new Map(); // a word stands in the transcript and beside the model answer
    const phrases = [];
    for (const block of document.querySelectorAll(`[data-take="${audio.id}"].words, [data-take="${audio.id}"].own`)) {
      for (const word of block.querySelectorAll(".w")) {
        const at = Number(word.dataset.t);
        if (!words.has(at)) words.set(at, []);
        words.get(at).push(word);
      }
      if (!block.classList.contains("words")) continue;
      for (const phrase of block.querySelectorAll(".p")) {
        const first = phrase.querySelector(".w");
        const text = [...phrase.querySelectorAll(".w")].map((word) => word.textContent).join(" ");
        phrases.push({ at: Number(first.dataset.t), text });
      }
    }
    const figure = document.querySelector(`figure[data-take="${audio.id}"]`);
    return {
      audio,
      label: audio.dataset.label,
      seconds: Number(audio.dataset.seconds),
      words,
      wordStarts: [...words.keys()].sort((a, b) => a - b),
      phrases: phrases.sort((a, b) => a.at - b.at),
      end: figure ? Number(figure.dataset.end) : 0,
      playhead: figure ? figure.querySelector(".playhead") : null,
      marked: null,
    };
  }

  // The last index whose value is not after `at`; -1 before the first.
  function lastBefore(values, at) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function clock(seconds) {
    const whole = Math.floor(seconds);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }

  function choose(next) {
    if (next !== take) {
      take.audio.pause();
      mark(take, null);
    }
    take = next;
    what.textContent = take.label;
    position.max = String(take.seconds);
    show();
  }

  function mark(which, at) {
    if (which.marked === at) return;
    for (const [key, on] of [[which.marked, false], [at, true]]) {
      for (const word of which.words.get(key) || []) word.classList.toggle("spoken", on);
    }
    which.marked = at;
  }

  function show() {
    const now = take.audio.currentTime;
    const at = lastBefore(take.wordStarts, now + 0.02);
    mark(take, at < 0 || (now === 0 && take.audio.paused) ? null : take.wordStarts[at]);
    const phrase = take.phrases[lastBefore(take.phrases.map((one) => one.at), now + 0.02)];
    phraseText.textContent = phrase ? phrase.text : "";
    position.value = String(now);
    position.setAttribute("aria-valuetext", `${clock(now)} of ${clock(take.seconds)}`);
    time.textContent = `${clock(now)} / ${clock(take.seconds)}`;
    if (take.playhead) {
      const x = `${(100 * now) / take.end}%`;
      take.playhead.setAttribute("x1", x);
      take.playhead.setAttribute("x2", x);
      take.playhead.setAttribute("visibility", now > 0 ? "visible" : "hidden");
    }
  }

  function follow() {
    show();
    if (!take.audio.paused && !take.audio.ended) requestAnimationFrame(follow);
  }

  function start() {
    take.audio.play().catch((error) => {
      if (error.name === "NotSupportedError") complain();
    });
  }

  function complain() {
    phraseText.textContent = "";
    const gone = take.audio.error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED;
    what.textContent = gone
      ? "The recording could not be played. Is its file still next to this page?"
      : "The browser has trouble playing the recording.";
    status.textContent = what.textContent;
  }

  function listen(id, at) {
    if (!takes.has(id)) return;
    choose(takes.get(id));
    take.audio.currentTime = at;
    show();
    status.textContent = `${take.label}, from ${clock(at)}`;
    start();
  }

  function toggle() {
    if (take.audio.paused) start();
    else take.audio.pause();
  }

  function step(direction, starts) {
    // Back from the middle of a phrase goes to its start, as music players do.
    const now = take.audio.currentTime;
    const here = lastBefore(starts, now + 0.02);
    const next = direction > 0 ? here + 1 : now - starts[here] > 1 ? here : here - 1;
    const at = starts[Math.min(Math.max(next, 0), starts.length - 1)];
    if (at === undefined) return;
    take.audio.currentTime = at;
    show();
  }

  const byPhrase = (direction) => step(direction, take.phrases.map((one) => one.at));

  for (const one of takes.values()) {
    one.audio.addEventListener("play", () => {
      what.textContent = take.label;
      play.classList.add("playing");
      play.setAttribute("aria-label", "Pause");
      follow();
    });
    for (const event of ["pause", "ended"]) {
      one.audio.addEventListener(event, () => {
        play.classList.remove("playing");
        play.setAttribute("aria-label", "Play");
        show();
      });
    }
    one.audio.addEventListener("seeked", show);
    one.audio.addEventListener("error", () => one === take && complain());
  }

  play.addEventListener("click", toggle);
  document.getElementById("back").addEventListener("click", () => byPhrase(-1));
  document.getElementById("forward").addEventListener("click", () => byPhrase(1));
  position.addEventListener("input", () => {
    take.audio.currentTime = Number(position.value);
    show();
  });

  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-t]");
    const figure = event.target.closest("figure[data-take] > svg");
    const owner = event.target.closest("[data-take]");
    if (!owner || (!place && !figure)) return;
    const button = event.target.closest("button");
    if (!button && String(getSelection())) return; // words are being selected, not played
    const byKey = event.detail === 0;
    if (button && byKey && button === pressed && !take.audio.paused) {
      take.audio.pause(); // the same button again, by keyboard: stop
      return;
    }
    pressed = button;
    if (button && !byKey) button.blur(); // so that space plays and pauses
    let at = place ? Number(place.dataset.t) : 0;
    if (!place) {
      const box = figure.getBoundingClientRect();
      at = ((event.clientX - box.left) / box.width) * Number(owner.dataset.end);
      at = Math.min(at, takes.get(owner.dataset.take)?.seconds ?? at);
    }
    listen(owner.dataset.take, at);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const busy = event.target.closest("input, select, textarea");
    if (event.key === " " && !event.target.closest("button, summary, a, input, select, textarea")) {
      event.preventDefault();
      if (!event.repeat) toggle();
    } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !busy) {
      event.preventDefault();
      const direction = event.key === "ArrowRight" ? 1 : -1;
      if (event.shiftKey) step(direction, take.wordStarts);
      else byPhrase(direction);
    }
  });
})();
