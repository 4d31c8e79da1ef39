// Leaving in a hurry (GOV.UK "Exit this page"). Covers the page at once and then
// replaces it in the history, so that Back does not lead here. Without JavaScript
// the same links go to the same address.

const PRESSES = 3;
const PAUSE = 5000;
const PATIENCE = 300;

function cover() {
  const sheet = document.createElement("div");
  sheet.className = "cover";
  document.body.append(sheet);
  document.body.setAttribute("aria-busy", "true");
  document.title = "\u200b";
  for (const media of document.querySelectorAll("audio, video")) media.pause();
}

// Whether Back would still show a page of ours, one seen before this.
function isBehind() {
  if (!window.navigation?.currentEntry) return history.length > 1;
  return navigation.currentEntry.index > 0;
}

// A page that was kept on this phone goes too. Where there is a connection the answer's
// header says the same; where there is none, this is all there is.
async function forgetKept() {
  const [workers, names] = await Promise.all([
    navigator.serviceWorker.getRegistrations(),
    caches.keys(),
  ]);
  await Promise.all([
    ...workers.map((worker) => worker.unregister()),
    ...names.map((name) => caches.delete(name)),
  ]);
}

export async function leave(link) {
  const address = isBehind() ? link.href : link.origin + link.pathname;
  cover();
  // What another page of ours keeps in memory goes with it.
  window.dispatchEvent(new Event("romdoul:leave"));
  if (navigator.serviceWorker && window.caches) {
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    await Promise.race([forgetKept().catch(() => {}), late]);
  }
  window.location.replace(address);
}

const main = document.querySelector(".leave[data-leave]");

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-leave]");
  if (!link) return;
  event.preventDefault();
  leave(link);
});

// Shift three times; not Escape, which would stop the page that loads.
let pressed = 0;
let timer = 0;
const voice = document.createElement("p");
voice.className = "hidden-visually";
voice.setAttribute("role", "status");
if (main) main.after(voice);

function forget() {
  pressed = 0;
  voice.textContent = "";
}

document.addEventListener("keyup", (event) => {
  clearTimeout(timer);
  if (event.key !== "Shift" || !main) {
    if (pressed) forget();
    return;
  }
  pressed += 1;
  const hints = (main.dataset.hint || "").split("|");
  voice.textContent = hints[pressed - 1] || "";
  if (pressed >= PRESSES) leave(main);
  else timer = setTimeout(forget, PAUSE);
});

// A page that comes out of the back-forward cache would show what was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
