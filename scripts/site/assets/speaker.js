// The speaker's view: this slide, the next one, what to say, and how the time goes.

const deck = document.body.dataset.deck;
const channel = new BroadcastChannel(`slides ${deck}`);
const notes = [...document.querySelectorAll("main article")];
const minutes = notes.map((note) => Number(note.dataset.minutes));
const startKey = `started ${deck}`;

let here = { h: 0, f: -1 };
let started = Number(sessionStorage.getItem(startKey)) || undefined;

function byId(id) {
  return document.getElementById(id);
}

/** In a frame of this site, whose own Reveal can be told where to be. */
function show(id, index, fragment) {
  const { contentWindow } = byId(id);
  const reveal = contentWindow?.Reveal;
  if (reveal?.isReady?.()) reveal.slide(index, 0, fragment);
  else contentWindow?.addEventListener("load", () => follow(), { once: true });
}

function follow() {
  show("now", here.h, here.f);
  show("next", Math.min(here.h + 1, notes.length - 1), 99);
  for (const [index, note] of notes.entries()) note.hidden = index !== here.h;
  tick();
}

/** Of minutes: "12:05". */
function clock(value) {
  const seconds = Math.floor(Math.abs(value) * 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

function tick() {
  byId("clock").value = new Date().toLocaleTimeString([], {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  const sum = (end) => minutes.slice(0, end).reduce((a, b) => a + b, 0);
  byId("planned").value = `${sum(here.h)} to ${sum(here.h + 1)} min`;
  if (started === undefined) return;
  const elapsed = (Date.now() - started) / 60_000;
  byId("elapsed").value = clock(elapsed);
  // Within the minutes of a slide, one is in time.
  const late = elapsed - sum(here.h + 1);
  const early = sum(here.h) - elapsed;
  const pace = byId("pace");
  pace.value =
    late > 0
      ? `${clock(late)} late`
      : early > 0
        ? `${clock(early)} early`
        : "in time";
  pace.classList.toggle("late", late > 1);
}

function start() {
  started = Date.now();
  sessionStorage.setItem(startKey, String(started));
  tick();
}

channel.onmessage = ({ data }) => {
  if (!data.at) return;
  here = { h: data.at.h, f: data.at.f ?? -1 };
  // The clock runs from the first slide that is left.
  if (here.h > 0 && started === undefined) start();
  follow();
};

byId("restart").addEventListener("click", start);
byId("on").addEventListener("click", () => channel.postMessage({ go: "on" }));
byId("back").addEventListener("click", () =>
  channel.postMessage({ go: "back" }),
);

document.addEventListener("keydown", ({ key, target }) => {
  if (target.tagName === "BUTTON" && key === " ") return;
  if (["ArrowRight", "PageDown", " "].includes(key)) byId("on").click();
  if (["ArrowLeft", "PageUp"].includes(key)) byId("back").click();
});

setInterval(tick, 1000);
addEventListener("load", () => {
  follow();
  channel.postMessage({ ask: true });
});
