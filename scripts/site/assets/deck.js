// Shows a deck: the lines to look at, the countdown of an exercise, and what the speaker's view does.

const { body } = document;
const isPreview = new URLSearchParams(location.search).has("preview");

Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0.02,
  center: false,
  controls: false,
  hash: !isPreview,
  help: true,
  keyboard: !isPreview,
  progress: !isPreview,
  // On a phone, slides stand below each other, one close to the next.
  scrollLayout: "compact",
  slideNumber: isPreview ? false : "c/t",
  transition: "none",
  backgroundTransition: "none",
});

/** "4-6,9" as the set of its numbers. */
function numbersOf(lines) {
  const parts = lines.split(",").map((part) => part.split("-").map(Number));
  return new Set(
    parts.flatMap(([first, last = first]) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    ),
  );
}

/** Measures on this machine; the figures arrive with the new results. */
function offerBench(results) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Measure now";
  const says = document.createElement("output");
  results.append(button, says);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch(`/bench/${results.dataset.step}`, {
      method: "POST",
    });
    if (!answer.ok) {
      says.value = (await answer.json()).detail;
      button.disabled = false;
      return;
    }
    const lines = answer.body.pipeThrough(new TextDecoderStream());
    for await (const text of lines) says.value = text.trim().split("\n").at(-1);
    button.disabled = false;
  });
}

/** Everything but the lines of the last visible stage steps back. */
function focus() {
  for (const figure of document.querySelectorAll("section.present figure")) {
    const stages = figure.querySelectorAll(".focus.visible");
    const wanted = stages.length > 0 ? stages[stages.length - 1] : undefined;
    const numbers = wanted && numbersOf(wanted.dataset.lines);
    for (const [index, line] of figure.querySelectorAll(".line").entries()) {
      const isAside = numbers !== undefined && !numbers.has(index + 1);
      line.classList.toggle("aside", isAside);
    }
  }
}

/** Counts down from the click; a second click begins again. */
function countDown(element) {
  const minutes = Number(element.dataset.minutes);
  let end = 0;
  let timer;
  element.addEventListener("click", () => {
    clearInterval(timer);
    end = Date.now() + minutes * 60_000;
    timer = setInterval(show, 250);
    show();
  });
  function show() {
    const seconds = Math.round((end - Date.now()) / 1000);
    const rest = String(Math.abs(seconds) % 60).padStart(2, "0");
    const sign = seconds < 0 ? "−" : "";
    element.textContent = `${sign}${Math.floor(Math.abs(seconds) / 60)}:${rest}`;
    element.classList.toggle("over", seconds < 0);
  }
}

for (const element of document.querySelectorAll(".countdown")) {
  countDown(element);
}

if (!isPreview) {
  for (const results of document.querySelectorAll(".results")) {
    offerBench(results);
  }
}

Reveal.on("ready", focus);
for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) {
  Reveal.on(event, focus);
}

// The countdown begins when the room sees it.
Reveal.on("slidechanged", ({ currentSlide }) => {
  if (!isPreview) currentSlide.querySelector(".countdown")?.click();
});

if (!isPreview) followSpeaker();

/** Tells the speaker's view where the room is, and goes where that says. */
function followSpeaker() {
  const channel = new BroadcastChannel(`slides ${body.dataset.deck}`);
  const tell = () => channel.postMessage({ at: Reveal.getIndices() });
  channel.onmessage = ({ data }) => {
    if (data.ask) tell();
    if (data.go === "on") Reveal.next();
    if (data.go === "back") Reveal.prev();
  };
  for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) {
    Reveal.on(event, tell);
  }
  Reveal.addKeyBinding(
    { keyCode: 83, key: "S", description: "The speaker’s view" },
    () => window.open(`/slides/${body.dataset.deck}/speaker`, "speaker"),
  );
  Reveal.on("ready", tell);
}

const changes = isPreview ? undefined : new EventSource("/events");
changes?.addEventListener("message", ({ data }) => {
  const name = JSON.parse(data);
  const prefixes = body.dataset.madeFrom.split(" ");
  // The address has the slide in it: a reload stays there.
  if (prefixes.some((prefix) => name.startsWith(prefix))) location.reload();
});
