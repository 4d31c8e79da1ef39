// The form with JavaScript: the same pages, fetched and swapped, so that no step
// stands in the history. What a person types into fields with data-sealed stays in
// this page's memory and leaves it only sealed. Nothing is stored in the browser.
//
// No question is asked before the page goes (beforeunload): whoever closes it because
// somebody comes in would have it held open, in view, by a window of the browser's.

import { clearFaults, complain, waiting, words } from "./words.js";

const FLOW = /^\/(km|en)\/(tell|form)\/$/;
const NUMBER_DIGITS = 6;
// What is pressed without answering: nothing is asked for, nothing sent.
const STAYING = new Set(["back", "language"]);
// Without these the form goes the way without JavaScript, sealed by the server.
const able =
  typeof BigInt === "function" &&
  "submitter" in (window.SubmitEvent?.prototype ?? {}) &&
  Boolean(window.crypto?.getRandomValues);

const kept = new Map();
let busy = false;
// Waits until what is being said is kept.
let settle = () => Promise.resolve();

const sealedInputs = () => document.querySelectorAll("main [data-sealed]");

function keep() {
  for (const input of sealedInputs()) {
    if (input.type !== "file") kept.set(input.name, input.value);
    else if (input.files.length) kept.set(input.name, { file: input.files[0] });
  }
}

function restore() {
  for (const input of sealedInputs()) {
    if (input.type !== "file" && !input.value && kept.has(input.name)) {
      input.value = kept.get(input.name);
    }
  }
}

function show(selector) {
  for (const one of document.querySelectorAll(selector)) one.hidden = false;
}

// Not waited for: on a slow line no button would answer until the recorder is there.
async function offerVoice(file) {
  const voice = await import("./voice.js");
  if (file.isConnected) settle = voice.offerVoice(file, kept);
}

function enhance() {
  restore();
  show("[data-unsent]");
  const seal = document.querySelector("form[data-seal]");
  if (!seal) return;
  const file = seal.querySelector("input[type=file]");
  if (file) offerVoice(file).catch(() => {});
  // Loaded while the person writes, so that sending waits for nothing.
  import("./report.js").catch(() => {});
}

function swap(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of ["header", ".way-back", "main", "footer"]) {
    const [old, fresh] = [document, page].map((one) => one.querySelector(part));
    if (old && fresh) old.replaceWith(document.importNode(fresh, true));
  }
  const [bar, label] = [document, page].map((one) => one.querySelector(".ways-bar"));
  bar.setAttribute("aria-label", label.getAttribute("aria-label"));
  // Begun on a page of the website: to answer this question would leave the form.
  document.querySelector(".consent")?.remove();
  // Not replaced: exit.js listens to it.
  const [way, other] = [document, page].map((one) => one.querySelector(".leave"));
  way.textContent = other.textContent;
  way.dataset.hint = other.dataset.hint;
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  history.replaceState(null, "", address);
  window.scrollTo(0, 0);
  const wrong = document.querySelector("main [data-focus]");
  // The page begins at its top, under its way out; what is wrong is gone to.
  if (wrong) wrong.focus();
  else document.querySelector("main").focus({ preventScroll: true });
  enhance();
}

export async function load(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) {
    throw new TypeError("no page");
  }
  swap(await answer.text(), answer.url);
}

function faultsOfCall(form) {
  const { phone, safe_hours: hours } = form.elements;
  if (!phone?.value) return [];
  const digits = phone.value.match(/\p{Nd}/gu) ?? [];
  if (digits.length < NUMBER_DIGITS) return [{ input: phone, said: words().phone }];
  const alone = form.dataset.phoneShared === "no";
  return hours.value || alone ? [] : [{ input: hours, said: words().hours }];
}

function bodyOf(form, wish) {
  const body = new FormData(form);
  for (const input of form.querySelectorAll("[data-sealed]")) {
    if (input.type === "file") body.delete(input.name);
    else body.set(input.name, "");
  }
  body.set("do", wish);
  body.set("browser", "1");
  // The last field says that the form arrived whole.
  body.delete("whole");
  body.append("whole", "1");
  return body;
}

async function step(form, wish, address = form.action) {
  clearFaults();
  const faults = STAYING.has(wish) ? [] : faultsOfCall(form);
  if (faults.length) complain(faults);
  else await load(address, { method: "POST", body: bodyOf(form, wish) });
}

async function send(form) {
  clearFaults();
  const report = await import("./report.js");
  const answers = JSON.parse(form.dataset.answers || "{}");
  const given = { answers, kept, form: form.dataset };
  const faults = await report.faultsOf(given, form.elements, words());
  if (faults.length) return complain(faults);
  const wait = waiting(form.querySelector(".actions"), words().sending);
  try {
    await report.send(form.dataset.send, given);
  } finally {
    wait.end();
  }
  kept.clear();
  return load(form.action);
}

async function giveCode(form) {
  const { makeCode } = await import("./receipt.js");
  const wait = waiting(form, words().making, { bar: true });
  try {
    const digits = await makeCode(form.dataset.make, form.dataset.submission, wait.tell);
    const shown = document.querySelector("[data-code-shown]");
    shown.querySelector("[data-digits]").textContent = digits;
    shown.hidden = false;
    for (const rest of [...form.parentElement.children]) rest.hidden = rest !== shown;
    shown.tabIndex = -1;
    window.scrollTo(0, 0);
    shown.focus({ preventScroll: true });
  } finally {
    wait.end();
  }
}

/** The page after the report in another language; a code that is shown stays shown. */
async function inLanguage(address) {
  const shown = document.querySelector("[data-code-shown]")?.hidden === false;
  await load(address);
  const form = document.querySelector("form[data-code]");
  if (shown && form) await giveCode(form);
}

async function go(form, wish, address) {
  await settle();
  keep();
  if (form.matches("[data-code]") && wish === "code") return giveCode(form);
  if (form.matches("[data-seal]") && !STAYING.has(wish)) return send(form);
  if (wish === "done") kept.clear();
  return step(form, wish, address);
}

/** Do one thing at a time: a second tap while it runs does nothing. */
export async function once(work) {
  if (busy) return;
  busy = true;
  document.body.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    complain([{ said: error.said ?? words().unreachable ?? String(error.message) }]);
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

function submitted(event) {
  const form = event.target;
  const path = new URL(form.action, window.location.href).pathname;
  if (form.method !== "post" || !FLOW.test(path)) return;
  event.preventDefault();
  const button = event.submitter;
  // Without the attribute, formAction would be this page's own address.
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  once(() => go(form, button?.value || "next", address));
}

// A link within the form leaves no trace.
function clicked(event) {
  const alone = event.target.closest?.(".languages button");
  if (alone && !alone.form) window.location.replace(alone.formAction);
  const link = event.target.closest?.(".languages a, a[data-replace]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const within = link.closest(".languages") && FLOW.test(window.location.pathname);
  if (!within) {
    window.location.replace(link.href);
    return;
  }
  once(() => inLanguage(link.href));
}

if (able) {
  document.addEventListener("submit", submitted);
  document.addEventListener("click", clicked);
  window.addEventListener("romdoul:leave", () => kept.clear());
  enhance();
  show("[data-anew]");
  if (document.querySelector("form[data-box]")) {
    import("./box.js").then((box) => box.start({ once, load })).catch(() => {});
  }
}
