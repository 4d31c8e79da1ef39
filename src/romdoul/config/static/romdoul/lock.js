// A desk that is left alone locks: everything is covered, the server forgets the
// keys, and after the password the page stands as it was left. All tabs of a desk
// lock and unlock together. Without JavaScript the server locks by itself and
// carries what was typed over to the page that asks for the password.

const dialog = document.getElementById("lock");
const channel = "BroadcastChannel" in window ? new BroadcastChannel("romdoul") : null;
const tell = (what) => channel?.postMessage({ what });

const TICK = 5_000;
const TELL_EVERY = 10_000;
const OUT_AFTER = 2_000;
// Somebody who writes for long asks nothing of the server, which would lock.
const STILL_HERE = 240_000;
const limit = Number(dialog?.dataset.idleSeconds || 600) * 1000;
let active = Date.now();
let told = 0;
let heard = Date.now();

function noteActivity() {
  active = Date.now();
  if (active - told > TELL_EVERY) {
    told = active;
    tell("active");
  }
}

function post(form) {
  return fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json", "X-Poll": "1" },
    credentials: "same-origin",
  });
}

function cover() {
  if (dialog.open) return;
  document.documentElement.classList.add("locked");
  dialog.showModal();
}

function uncover() {
  document.documentElement.classList.remove("locked");
  dialog.querySelector("input[type=password]").value = "";
  if (dialog.open) dialog.close();
  active = Date.now();
}

function lock() {
  if (dialog.open) return;
  cover();
  tell("locked");
  const form = document.querySelector("form[data-lock-now]");
  // Covered in any case; a server out of reach locks by its own clock.
  if (form) post(form).catch(() => {});
}

function say(name) {
  for (const line of dialog.querySelectorAll("[role=alert]")) line.hidden = true;
  const line = dialog.querySelector(`[data-${name}]`);
  if (line) line.hidden = false;
}

// A sign-in in another tab changes the token that forms must carry.
async function renewTokens() {
  const answer = await fetch("/account/", { headers: { "X-Poll": "1" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!answer.ok || !fresh) return;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    input.value = fresh;
  }
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh }));
}

const inside = (answer) => {
  const path = new URL(answer.url).pathname;
  return answer.ok && !path.startsWith("/unlock/") && !path.startsWith("/sign-in/");
};

async function unlock(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await post(form);
    if (inside(answer)) {
      say("");
      uncover();
      tell("unlocked");
      await renewTokens();
    } else if (new URL(answer.url).pathname.startsWith("/sign-in/")) {
      say("ended");
    } else {
      say("wrong");
      form.elements.password.select();
    }
  } catch {
    say("unreachable");
  } finally {
    button.disabled = false;
  }
}

// Covered at once; asked for only when the other tab's sign-out has been heard, since
// the server would otherwise still know this browser.
function goOut() {
  document.documentElement.classList.add("locked");
  setTimeout(() => window.location.replace("/sign-in/"), OUT_AFTER);
}

function hear({ data }) {
  if (data.what === "active") active = Date.now();
  if (data.what === "locked") cover();
  if (data.what === "out") goOut();
  if (data.what === "unlocked" && dialog.open) {
    uncover();
    renewTokens().catch(() => {});
  }
}

function tick() {
  const now = Date.now();
  if (now - active >= limit) {
    lock();
  } else if (!dialog.open && active > heard && now - heard >= STILL_HERE) {
    heard = now;
    fetch("/unlock/").catch(() => {});
  }
}

function start() {
  for (const name of ["pointerdown", "keydown", "wheel", "touchmove", "input"]) {
    window.addEventListener(name, noteActivity, { passive: true, capture: true });
  }
  // Not one long timer: a machine that slept would wake up open.
  setInterval(tick, TICK);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - active >= limit) lock();
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.querySelector("form").addEventListener("submit", unlock);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-lock-now]")) {
      event.preventDefault();
      lock();
    }
    if (event.target.action?.endsWith("/sign-out/")) tell("out");
  });
  channel?.addEventListener("message", hear);
  tell("unlocked");
}

if (dialog) start();
