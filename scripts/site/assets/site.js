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

/** A button that copies what is typed in a terminal, without what it prints. */
function offerCopies() {
  for (const figure of document.querySelectorAll("figure.console")) {
    const typed = [...figure.querySelectorAll("kbd")].map(
      (kbd) => kbd.innerText,
    );
    if (typed.length === 0 || figure.querySelector("button")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(typed.join("\n"));
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
      }, 2000);
    });
    figure.querySelector("figcaption").append(button);
  }
}

offerCopies();

/** Puts the page as it is now in the place of what is shown, and stays there. */
async function renew() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(
    await answer.text(),
    "text/html",
  );
  for (const selector of ["main", "nav.side", "aside.beside"]) {
    const old = document.querySelector(selector);
    const newer = fresh.querySelector(selector);
    if (!old || !newer || old.innerHTML === newer.innerHTML) continue;
    old.replaceWith(newer);
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
