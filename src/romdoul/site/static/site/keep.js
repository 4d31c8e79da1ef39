// Keeping this page on this phone, after its owner said that it is theirs alone.
// Leaving in a hurry (romdoul/exit.js) takes everything away again.

const WORKER = "/keep.js";
const PAGE = location.pathname;
const NAME = `kept ${PAGE}`;

const part = document.querySelector("[data-keep]");
const [ask, there, voice] = ["ask", "there", "voice"].map((name) =>
  part.querySelector(`[data-${name}]`),
);
const isCopy = document.documentElement.classList.contains("kept");

// The page, and what of ours it was drawn with.
function files() {
  const drawn = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  const ours = drawn.filter(
    (url) => url.origin === location.origin && url.pathname.startsWith("/static/"),
  );
  return [...new Set([PAGE, ...ours.map((url) => url.pathname)])];
}

// All of it is there before any of it is stored; nothing of a visitor's is in it.
async function store() {
  const paths = files();
  const got = await Promise.all(
    paths.map((path) => fetch(path, { credentials: "omit" })),
  );
  if (!got.every((one) => one.ok && !one.redirected)) throw new Error("not all there");
  const cache = await caches.open(NAME);
  const old = await cache.keys();
  await Promise.all(got.map((one, at) => cache.put(paths[at], one)));
  const gone = old.filter((one) => !paths.includes(new URL(one.url).pathname));
  await Promise.all(gone.map((one) => cache.delete(one)));
}

async function forget() {
  await caches.delete(NAME);
  const worker = await navigator.serviceWorker.getRegistration(PAGE);
  await worker?.unregister();
}

async function show() {
  const isKept = await caches.has(NAME);
  there.hidden = !isKept;
  ask.hidden = isKept;
  ask.open = false;
  ask.querySelector("input").checked = false;
  return isKept;
}

function say(word) {
  voice.textContent = word ? voice.dataset[word] : "";
}

async function keep() {
  say("");
  if (!ask.querySelector("input").checked) return say("first");
  try {
    await store();
    await navigator.serviceWorker.register(WORKER, { scope: PAGE });
  } catch {
    await forget();
    return say("failed");
  }
  await show();
  return there.querySelector("button").focus();
}

async function remove() {
  await forget();
  await show();
  say("gone");
  ask.querySelector("summary").focus();
}

if (isSecureContext && "serviceWorker" in navigator && "caches" in window) {
  ask.querySelector("button").addEventListener("click", keep);
  there.querySelector("button").addEventListener("click", remove);
  const isKept = await show();
  part.hidden = false;
  // A copy that is read where there is a connection is as new as the page.
  if (isKept && !isCopy) await store().catch(() => {});
}
