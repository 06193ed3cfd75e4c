// What a page does beyond being read: dark or light, search by key, copying, live changes.

const { body, documentElement: page } = document;

const themeButton = document.querySelector(".theme");
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const { theme } = page.dataset;
  return theme ? theme === "dark" : systemIsDark.matches;
}

function nameThemeButton() {
  themeButton.setAttribute("aria-label", isDark() ? "Light" : "Dark");
}

themeButton.hidden = false;
nameThemeButton();
themeButton.addEventListener("click", () => {
  const theme = isDark() ? "light" : "dark";
  page.dataset.theme = theme;
  localStorage.setItem("theme", theme);
  nameThemeButton();
});

document.addEventListener("keydown", (event) => {
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  document.querySelector("[type=search]").select();
});

/** What changed from a terminal to code has nothing to copy any more. */
const strayCopies = "figure:not(.console) figcaption button";

/** A button that copies what is typed in a terminal, without what it prints. */
function offerCopies() {
  for (const stray of document.querySelectorAll(strayCopies)) stray.remove();
  for (const figure of document.querySelectorAll("figure.console")) {
    // Looked for at the click: a page that is open changes with its file.
    const commands = () => [...figure.querySelectorAll("kbd")];
    const button = figure.querySelector("button");
    if (commands().length === 0) button?.remove();
    else if (!button) addCopyButton(figure, commands);
  }
}

function addCopyButton(figure, commands) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    const typed = commands().map((kbd) => kbd.innerText);
    await navigator.clipboard.writeText(typed.join("\n"));
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  figure.querySelector("figcaption").append(button);
}

offerCopies();

/** What the reader has done to the page stays: opened details, buttons added. */
const callbacks = {
  beforeAttributeUpdated: (name, { tagName }) =>
    !(tagName === "DETAILS" && name === "open"),
  beforeNodeRemoved: (node) => !(node.tagName === "BUTTON" && !node.form),
};

/** Changes what is shown to the page as it is now: focus and scroll stay. */
async function renew() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const { Idiomorph } = await import("./idiomorph/idiomorph.esm.js");
  const fresh = new DOMParser().parseFromString(
    await answer.text(),
    "text/html",
  );
  for (const selector of ["main", "nav.side", "aside.beside"]) {
    const old = document.querySelector(selector);
    const newer = fresh.querySelector(selector);
    if (!old || !newer || old.innerHTML === newer.innerHTML) continue;
    Idiomorph.morph(old, newer, { callbacks });
  }
  offerCopies();
}

let waiting;
const changes = new EventSource("/events");
changes.onmessage = ({ data }) => {
  const name = JSON.parse(data);
  const isOurs = body.dataset.madeFrom
    .split(" ")
    .some((prefix) => name.startsWith(prefix));
  if (!isOurs) return;
  // An editor writes a file in several strokes.
  clearTimeout(waiting);
  waiting = setTimeout(renew, 50);
};
// The site was ended and started again: it may be another by now.
let wasWatching = false;
changes.addEventListener("watching", () => {
  if (wasWatching) renew();
  wasWatching = true;
  page.dataset.live = "yes";
});
